package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Div;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Set;
import org.kantor.kernel.Refused;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;
import org.kantor.webmail.session.SignedIn;

/**
 * How the frame looks: scheme, density, language. The browser applies a choice at once, here and on the pages of the settings, and tells it to this menu, which is on every
 * page and keeps it.
 */
@CdiComponent
public class SettingsMenu extends Div {

    private static final long serialVersionUID = 1;

    /** After these the page is made anew. */
    private static final Set<String> ANEW = Set.of("language", "zone", "week");

    private final transient Settings settings;
    private final transient SignedIn signedIn;

    @Inject
    public SettingsMenu(Settings settings, SignedIn signedIn) {
        this.settings = settings;
        this.signedIn = signedIn;
        var button = new IconButton("settings-2", getTranslation("look.menu"));
        var menu = new Menu("look-menu", getTranslation("look.menu"));
        menu.openedBy(button);
        menu.heading(getTranslation("look.scheme"));
        choice(menu, "monitor", "look.scheme.system", "scheme", "system");
        choice(menu, "sun", "look.scheme.light", "scheme", "light");
        choice(menu, "moon", "look.scheme.dark", "scheme", "dark");
        menu.line();
        menu.heading(getTranslation("look.density"));
        choice(menu, "list-todo", "look.density.comfortable", "density", "comfortable");
        choice(menu, "list", "look.density.compact", "density", "compact");
        menu.line();
        menu.heading(getTranslation("look.language"));
        choice(menu, "languages", "look.language.en", "language", "en");
        choice(menu, "languages", "look.language.id", "language", "id");
        add(button, menu);
        addClassName("looks");
        getElement()
                .addEventListener("k-look", event -> {
                    var data = event.getEventData();
                    keep(
                            data.get("event.detail.name").asString(""),
                            data.get("event.detail.value").asString(""));
                })
                .addEventData("event.detail.name")
                .addEventData("event.detail.value");
    }

    private void choice(Menu menu, String icon, String key, String name, String value) {
        menu.choice(icon, getTranslation(key))
                .getElement()
                .setAttribute("data-set", name)
                .setAttribute("data-value", value);
    }

    private void keep(String name, String value) {
        var setting = Preferences.BY_NAME.get(name);
        if (setting == null) {
            throw new Refused(Refused.Code.BAD_VALUE, "There is no preference " + name + ".");
        }
        keep(setting, value);
        if (ANEW.contains(name)) {
            getUI().ifPresent(ui -> ui.getPage().reload());
        }
    }

    private <T> void keep(Setting<T> setting, String value) {
        var written = setting.otherwise() instanceof Enum<?> ? value.toUpperCase(Locale.ROOT) : value;
        settings.set("web", signedIn.account().id(), setting, setting.read(written));
    }
}
