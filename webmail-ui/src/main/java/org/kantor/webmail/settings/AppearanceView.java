package org.kantor.webmail.settings;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.Locale;
import org.kantor.settings.Settings;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Preferences;
import org.kantor.webmail.shell.Shell;

/** Colours, density, the place of the open message, what a row of a list is and what becomes of it under a finger. */
@Route(value = "settings", layout = Shell.class)
public class AppearanceView extends SettingsPage {

    private static final long serialVersionUID = 1;

    @Inject
    public AppearanceView(Settings settings, SignedIn signedIn) {
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
                                .with("false", "list", getTranslation("mail.list.messages"))),
                swipe("right", settings.get(signedIn.account().id(), Preferences.SWIPE_RIGHT)),
                swipe("left", settings.get(signedIn.account().id(), Preferences.SWIPE_LEFT)));
    }

    private Div swipe(String way, Preferences.Swipe chosen) {
        var key = "look.swipe." + way;
        var selection = new Selection("swipe" + way, getTranslation(key), word(chosen));
        for (var swipe : Preferences.Swipe.values()) {
            selection.with(word(swipe), getTranslation("look.swipe." + word(swipe)));
        }
        return line(key, selection);
    }

    private static String word(Preferences.Swipe swipe) {
        return swipe.name().toLowerCase(Locale.ROOT);
    }
}
