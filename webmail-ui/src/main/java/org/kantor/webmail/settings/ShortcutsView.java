package org.kantor.webmail.settings;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.Route;
import org.kantor.webmail.shell.Shell;

/** The keys: whether those without Ctrl do anything, and which key does what. {@code keymap-editor.js} draws them and hears which is pressed. */
@Route(value = "settings/shortcuts", layout = Shell.class)
public class ShortcutsView extends SettingsPage {

    private static final long serialVersionUID = 1;

    public ShortcutsView() {
        super("settings.shortcuts");
        content(new HtmlContainer("k-keymap"));
    }
}
