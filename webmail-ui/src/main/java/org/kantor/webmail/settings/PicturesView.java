package org.kantor.webmail.settings;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.List;
import org.kantor.webmail.mail.ImageSenders;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.Toasts;

/** Whose messages load pictures from elsewhere without being asked about, and the way to end that. */
@Route(value = "settings/pictures", layout = Shell.class)
public class PicturesView extends SettingsPage {

    private static final long serialVersionUID = 1;

    private final transient ImageSenders senders;
    private final transient SignedIn signedIn;
    private final Toasts toasts;
    private final RemovableLines lines = new RemovableLines(getTranslation("settings.pictures.none"));

    @Inject
    public PicturesView(ImageSenders senders, SignedIn signedIn, Toasts toasts) {
        super("settings.pictures");
        this.senders = senders;
        this.signedIn = signedIn;
        this.toasts = toasts;
        content(lines);
        show();
    }

    private void show() {
        lines.show(senders.allowed(signedIn.account().id()).stream()
                .map(this::line)
                .toList());
    }

    private Div line(String address) {
        var text = new Span(address);
        text.addClassNames("grow", "med", "trunc");
        text.getElement().setAttribute("dir", "ltr");
        return RemovableLines.line("image", List.of(text), getTranslation("reader.block", address), () -> {
            toasts.undoable(
                    "image-off",
                    getTranslation("reader.block.done", address),
                    senders.block(signedIn.account().id(), address),
                    this::show);
            show();
        });
    }
}
