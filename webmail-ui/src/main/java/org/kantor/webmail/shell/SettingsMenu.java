package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.html.Div;

/** How the frame looks: scheme, density, language. The browser applies a choice at once and keeps it in a cookie, which {@link Page} reads. */
@CdiComponent
public class SettingsMenu extends Div {

    private static final long serialVersionUID = 1;

    public SettingsMenu() {
        var button = new IconButton("settings-2", getTranslation("look.menu"));
        var menu = new Menu("look-menu", getTranslation("look.menu"));
        menu.openedBy(button);
        menu.heading(getTranslation("look.scheme"));
        choice(menu, "monitor", "look.scheme.system", Page.SCHEME, "system");
        choice(menu, "sun", "look.scheme.light", Page.SCHEME, "light");
        choice(menu, "moon", "look.scheme.dark", Page.SCHEME, "dark");
        menu.line();
        menu.heading(getTranslation("look.density"));
        choice(menu, "list-todo", "look.density.comfortable", Page.DENSITY, "comfortable");
        choice(menu, "list", "look.density.compact", Page.DENSITY, "compact");
        menu.line();
        menu.heading(getTranslation("look.language"));
        choice(menu, "languages", "look.language.en", Page.LANGUAGE, "en");
        choice(menu, "languages", "look.language.id", Page.LANGUAGE, "id");
        add(button, menu);
    }

    private void choice(Menu menu, String icon, String key, String setting, String value) {
        menu.choice(icon, getTranslation(key))
                .getElement()
                .setAttribute("data-set", setting)
                .setAttribute("data-value", value);
    }
}
