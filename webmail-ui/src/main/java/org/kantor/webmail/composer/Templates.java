package org.kantor.webmail.composer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import org.kantor.directory.Account;
import org.kantor.kernel.Refused;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;
import tools.jackson.databind.ObjectMapper;

/** Texts that a person writes often, by name: a setting of the account. */
@ApplicationScoped
public class Templates {

    private static final Setting<String> TEMPLATES = Setting.text("compose.templates", "{}");
    private static final int MAX_TEMPLATES = 50;
    private static final int MAX_NAME = 80;
    private static final int MAX_TEXT = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Settings settings;

    /** Safe HTML by name, in the order of the names. */
    public Map<String, String> of(Account account) {
        var all = new TreeMap<String, String>();
        JSON.readTree(settings.get(account.id(), TEMPLATES))
                .properties()
                .forEach(entry -> all.put(
                        entry.getKey(), OwnHtml.template(entry.getValue().asString(""))));
        return all;
    }

    /**
     * Keeps one, in the place of another of that name.
     *
     * @throws Refused BAD_VALUE without a name or a text, LIMIT when there are too many or the text is too long
     */
    public void keep(Account account, String name, String html, String by) {
        var clean = name.strip();
        var text = OwnHtml.template(html);
        if (clean.isEmpty() || clean.length() > MAX_NAME || text.isEmpty()) {
            throw new Refused(Refused.Code.BAD_VALUE, "A template needs a name and a text.");
        }
        var all = of(account);
        all.put(clean, text);
        if (all.size() > MAX_TEMPLATES || text.length() > MAX_TEXT) {
            throw new Refused(Refused.Code.LIMIT, "There is no room for this template.");
        }
        settings.set(by, account.id(), TEMPLATES, JSON.valueToTree(all).toString());
    }

    public void forget(Account account, String name, String by) {
        var all = of(account);
        all.remove(name);
        settings.set(by, account.id(), TEMPLATES, JSON.valueToTree(all).toString());
    }
}
