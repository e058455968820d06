package org.kantor.webmail.settings;

import com.vaadin.flow.router.Route;
import org.kantor.webmail.shell.Shell;

/** Colours, density, the place of the open message, and what a row of a list is. */
@Route(value = "settings", layout = Shell.class)
public class AppearanceView extends SettingsPage {

    private static final long serialVersionUID = 1;

    public AppearanceView() {
        super("settings.appearance");
        panel(
                line(
                        "look.scheme",
                        new Choices("scheme", getTranslation("look.scheme"))
                                .with("system", "monitor", getTranslation("look.scheme.system"))
                                .with("light", "sun", getTranslation("look.scheme.light"))
                                .with("dark", "moon", getTranslation("look.scheme.dark"))),
                line(
                        "look.density",
                        new Choices("density", getTranslation("look.density"))
                                .with("comfortable", "list-todo", getTranslation("look.density.comfortable"))
                                .with("compact", "list", getTranslation("look.density.compact"))),
                line(
                        "look.pane",
                        new Choices("pane", getTranslation("look.pane"))
                                .with("right", "panel-right", getTranslation("look.pane.right"))
                                .with("below", "panel-bottom", getTranslation("look.pane.below"))
                                .with("off", "square", getTranslation("look.pane.off"))),
                line(
                        "look.conversations",
                        new Choices("conversations", getTranslation("look.conversations"))
                                .with("true", "layers", getTranslation("mail.list.conversations"))
                                .with("false", "list", getTranslation("mail.list.messages"))));
    }
}
