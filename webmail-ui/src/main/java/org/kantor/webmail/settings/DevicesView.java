package org.kantor.webmail.settings;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.identity.AppPasswords;
import org.kantor.identity.AppPasswords.AppPassword;
import org.kantor.identity.Authenticator.Service;
import org.kantor.kernel.Refused;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.FieldForm;
import org.kantor.webmail.shell.Modal;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/** Passwords for one device or program each: made here, shown once, taken back one by one. */
@Route(value = "settings/devices", layout = Shell.class)
public class DevicesView extends SettingsPage {

    private static final long serialVersionUID = 1;

    /** What a person's device may use; the API is for programs of administrators and not offered here. */
    private static final Set<Service> OFFERED = EnumSet.of(Service.IMAP, Service.POP3, Service.SUBMISSION, Service.DAV);

    private final transient AppPasswords passwords;
    private final transient SignedIn signedIn;
    private final Toasts toasts;
    private final RemovableLines lines = new RemovableLines(getTranslation("settings.devices.none"));

    @Inject
    public DevicesView(AppPasswords passwords, SignedIn signedIn, Toasts toasts) {
        super("settings.devices");
        this.passwords = passwords;
        this.signedIn = signedIn;
        this.toasts = toasts;
        action(new TextButton("plus", getTranslation("settings.devices.new"), () -> add(new Form())).primary());
        content(lines);
        show();
    }

    private void show() {
        lines.show(
                passwords.list(signedIn.account().id()).stream().map(this::line).toList());
    }

    private Div line(AppPassword password) {
        var name = new Span(password.name());
        name.addClassNames("med", "trunc");
        name.getElement().setAttribute("dir", "auto");
        var services = new Span(password.services().stream()
                .sorted()
                .map(service -> getTranslation("settings.service." + service))
                .collect(Collectors.joining(", ")));
        services.addClassName("help");
        var day = DateTimeFormatter.ofPattern("d MMM yyyy", getLocale()).withZone(Dates.zone(UI.getCurrent()));
        var used = new Span(
                password.lastUsed() == null
                        ? getTranslation("settings.devices.neverused", day.format(password.created()))
                        : getTranslation("settings.devices.lastused", day.format(password.lastUsed())));
        used.addClassNames("muted", "num");
        var text = new Div(name, services);
        text.addClassName("grow");
        return RemovableLines.line(
                "key-round",
                List.of(text, used),
                getTranslation("settings.devices.revoke", password.name()),
                () -> revoke(password));
    }

    private void revoke(AppPassword password) {
        try {
            var undo = passwords.revoke(signedIn.account().id(), password.id());
            toasts.undoable("check", getTranslation("settings.devices.revoked", password.name()), undo, this::show);
        } catch (Refused refused) {
            toasts.refused(refused);
        }
        show();
    }

    /** Asks what it is for. */
    private final class Form extends FieldForm<TextField> {

        private static final long serialVersionUID = 1;

        private final CheckboxGroup<Service> services = new CheckboxGroup<>();

        Form() {
            super(
                    DevicesView.this.getTranslation("settings.devices.new"),
                    new TextField(),
                    DevicesView.this.getTranslation("settings.devices.make"));
            field().setLabel(getTranslation("settings.devices.name"));
            field().setPlaceholder(getTranslation("settings.devices.example"));
            services.setLabel(getTranslation("settings.devices.services"));
            services.setErrorMessage(getTranslation("settings.devices.needservice"));
            services.setItems(OFFERED.stream().sorted().toList());
            services.setItemLabelGenerator(service -> getTranslation("settings.service." + service));
            services.setValue(OFFERED);
            below(services);
        }

        @Override
        protected boolean save() {
            var none = services.getValue().isEmpty();
            services.setInvalid(none);
            if (field().getValue().isBlank()) {
                wrong(getTranslation("settings.devices.needname"));
                return false;
            }
            if (none) {
                return false;
            }
            var created =
                    passwords.create(signedIn.account().id(), field().getValue().strip(), services.getValue());
            DevicesView.this.add(new Revealed(created));
            show();
            return true;
        }
    }

    /** Shows the password, the only time. */
    private final class Revealed extends Modal {

        private static final long serialVersionUID = 1;

        Revealed(AppPasswords.Created created) {
            super(created.password().name());
            var secret = new Span(created.secret());
            secret.addClassName("secret");
            secret.setId("app-password");
            var copy = new TextButton("copy", getTranslation("copy"), () -> {});
            copy.getElement()
                    .setAttribute("data-copy", "#app-password")
                    .setAttribute("data-copied", getTranslation("copied"));
            var buttons =
                    new Div(copy, new TextButton(getTranslation("settings.devices.noted"), this::close).primary());
            buttons.addClassName("h");
            add(
                    new Paragraph(getTranslation(
                            "settings.devices.once",
                            signedIn.account().address().toString())),
                    secret,
                    buttons);
        }
    }
}
