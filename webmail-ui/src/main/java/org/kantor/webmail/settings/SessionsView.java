package org.kantor.webmail.settings;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.time.Clock;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.session.Sessions;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Ask;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/** Where else this person is signed in with a browser, and the way to end it. */
@Route(value = "settings/sessions", layout = Shell.class)
public class SessionsView extends SettingsPage {

    private static final long serialVersionUID = 1;

    private final transient Sessions sessions;
    private final transient SignedIn signedIn;
    private final transient Clock clock;
    private final Toasts toasts;
    private final Div list = panel();

    @Inject
    public SessionsView(Sessions sessions, SignedIn signedIn, Toasts toasts, Clock clock) {
        super("settings.sessions");
        this.sessions = sessions;
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.clock = clock;
        action(new TextButton("log-out", getTranslation("settings.sessions.others"), this::askOthers));
        list.getElement().setAttribute("role", "list");
        show();
    }

    private String name(Sessions.Session session) {
        if (session.browser().equals(Sessions.UNKNOWN)) {
            return getTranslation("settings.sessions.unknown");
        }
        return session.system().equals(Sessions.UNKNOWN)
                ? session.browser()
                : getTranslation("settings.sessions.on", session.browser(), session.system());
    }

    private void askOthers() {
        Ask.about(
                this,
                getTranslation("settings.sessions.others"),
                getTranslation("settings.sessions.others.ask"),
                getTranslation("settings.sessions.others"),
                () -> {
                    sessions.endOthers(signedIn.account().id(), signedIn.sessionName());
                    toasts.tell("check", getTranslation("settings.sessions.others.done"));
                    show();
                });
    }

    private void show() {
        list.removeAll();
        var dates = Dates.of(clock, UI.getCurrent());
        for (var session : sessions.of(signedIn.account().id())) {
            var here = session.name().equals(signedIn.sessionName());
            var name = new Span(name(session));
            name.addClassName("med");
            var when = new Span(getTranslation(
                    "settings.sessions.since", dates.withTime(session.began()), dates.withTime(session.used())));
            when.addClassName("help");
            var from = new Span(getTranslation("settings.sessions.from", session.address()));
            from.addClassName("help");
            var text = new Div(name, when, from);
            text.addClassName("grow");
            var line = new Div(new Icon("monitor"), text);
            line.addClassName("setline");
            line.getElement().setAttribute("role", "listitem");
            if (here) {
                var badge = new Span(getTranslation("settings.sessions.here"));
                badge.addClassNames("badge", "acc");
                line.add(badge);
            } else {
                line.add(new TextButton("log-out", getTranslation("settings.sessions.end"), () -> {
                    sessions.end(signedIn.account().id(), session.name());
                    toasts.tell("check", getTranslation("settings.sessions.ended"));
                    show();
                }));
            }
            list.add(line);
        }
    }
}
