package org.kantor.webmail.settings;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.Locale;
import org.kantor.settings.Settings;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Preferences;
import org.kantor.webmail.shell.Shell;

/** Whether the browser tells of new mail, and authors that theirs was read. The browser asks the person itself the first time; {@code announce.js} knows what it answered. */
@Route(value = "settings/notifications", layout = Shell.class)
public class NotificationsView extends SettingsPage {

    private static final long serialVersionUID = 1;

    @Inject
    public NotificationsView(Settings settings, SignedIn signedIn) {
        super("settings.notifications");
        var on = settings.get(signedIn.account().id(), Preferences.NOTIFY);
        var mail = new NativeButton();
        mail.addClassNames("sw", "notify");
        mail.setClassName("on", on);
        mail.getElement()
                .setAttribute("type", "button")
                .setAttribute("role", "switch")
                .setAttribute("aria-checked", Boolean.toString(on))
                .setAttribute("aria-label", getTranslation("settings.notify.mail"));
        panel(line("settings.notify.mail", mail));
        var receipts = new Selection(
                "receipts",
                getTranslation("settings.receipts"),
                word(settings.get(signedIn.account().id(), Preferences.RECEIPTS)));
        for (var answer : Preferences.Receipts.values()) {
            receipts.with(word(answer), getTranslation("settings.receipts." + answer));
        }
        panel(line("settings.receipts", receipts));
        var denied = new Paragraph(getTranslation("settings.notify.denied"));
        denied.addClassNames("bar", "warn", "notify-denied");
        denied.getElement().setAttribute("hidden", true).setAttribute("role", "status");
        content(denied);
    }

    private static String word(Preferences.Receipts answer) {
        return answer.name().toLowerCase(Locale.ROOT);
    }
}
