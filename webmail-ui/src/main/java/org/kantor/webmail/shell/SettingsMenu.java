package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;
import org.kantor.webmail.session.SignedIn;

/**
 * How the frame looks: scheme, density, language. The browser applies a choice at once, here and on the pages of the settings, and tells it to this menu, which is on every
 * page, keeps it, and has it applied in the person's other open pages.
 */
@CdiComponent
public class SettingsMenu extends Div {

    private static final long serialVersionUID = 1;

    /** After these the page is made anew. */
    private static final Set<String> ANEW = Set.of("language", "zone", "week");

    private final transient Settings settings;
    private final transient SignedIn signedIn;
    private final transient OpenPages pages;
    private final Toasts toasts;
    private transient @Nullable AccountId account;

    @Inject
    public SettingsMenu(Settings settings, SignedIn signedIn, OpenPages pages, Toasts toasts) {
        this.pages = pages;
        this.toasts = toasts;
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
        pages.tell(signedIn.account().id(), this, name, value);
        changed(name);
        if (ANEW.contains(name)) {
            getUI().ifPresent(ui -> ui.getPage().reload());
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        account = signedIn.account().id();
        pages.opened(account, this);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        if (account != null) {
            pages.closed(account, this);
        }
    }

    /** The person changed it in another page. What needs this page made anew says so and leaves the moment to the person. */
    void preferred(String name, String value) {
        if (ANEW.contains(name)) {
            toasts.offer(
                    "refresh-cw",
                    getTranslation("look.elsewhere"),
                    getTranslation("look.reload"),
                    () -> getUI().ifPresent(ui -> ui.getPage().reload()));
            return;
        }
        getElement().executeJs("window.kantorPreferred($0, $1)", name, value);
        changed(name);
    }

    private void changed(String name) {
        getUI().ifPresent(ui -> ComponentUtil.fireEvent(ui, new PreferenceChanged(ui, name)));
    }

    private <T> void keep(Setting<T> setting, String value) {
        var written = setting.otherwise() instanceof Enum<?> ? value.toUpperCase(Locale.ROOT) : value;
        settings.set("web", signedIn.account().id(), setting, setting.read(written));
    }
}
