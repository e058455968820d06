package org.kantor.webmail.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.inject.Inject;
import java.util.Base64;
import org.kantor.mail.store.Sharing;
import org.kantor.settings.Settings;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Organisation;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/** The organisation's name, accent and logo, on the webmail and the log-in page, and whether folders can be shared with everybody. */
@Route(value = "admin/organisation", layout = Shell.class)
public class OrganisationView extends AdminPage {

    private static final long serialVersionUID = 1;
    private static final String OUR_ACCENT = "#0a6179";
    private static final int LONGEST_NAME = 40;

    private final transient Settings settings;
    private final TextField name = new TextField(getTranslation("admin.organisation.name"));
    private final Input accent = new Input();
    private final Checkbox everybody = new Checkbox(getTranslation("admin.organisation.everybody"));
    private String logo;

    @Inject
    public OrganisationView(SignedIn signedIn, Toasts toasts, Settings settings) {
        super(signedIn, toasts, "admin.organisation");
        this.settings = settings;
        logo = settings.get(Organisation.LOGO);
        var head = head(new TextButton(getTranslation("save"), () -> save(signedIn)).primary());
        var lead = new Paragraph(getTranslation("admin.organisation.lead"));
        lead.addClassName("sec");
        name.setMaxLength(LONGEST_NAME);
        name.setPlaceholder("Kantor");
        name.setValue(settings.get(Organisation.NAME));
        accent.setType("color");
        accent.setId("accent");
        accent.getElement().setAttribute("aria-label", getTranslation("admin.organisation.accent"));
        var chosen = settings.get(Organisation.ACCENT);
        accent.setValue(chosen.isEmpty() ? OUR_ACCENT : chosen);
        var label = new Span(getTranslation("admin.organisation.accent"));
        label.addClassName("field-label");
        var colour = new Div(
                accent, new TextButton(getTranslation("admin.organisation.ours"), () -> accent.setValue(OUR_ACCENT)));
        colour.addClassNames("h");
        var help = new Span(getTranslation("admin.organisation.accent.help"));
        help.addClassName("help");
        var logoLabel = new Span(getTranslation("admin.organisation.logo"));
        logoLabel.addClassName("field-label");
        var upload = new Upload(UploadHandler.inMemory((metadata, octets) -> picture(octets)));
        upload.getElement().setProperty("accept", "image/png,image/jpeg,image/webp");
        upload.setI18n(new UploadI18N()
                .setAddFiles(new UploadI18N.AddFiles().setOne(getTranslation("admin.organisation.upload")))
                .setDropFiles(new UploadI18N.DropFiles().setOne(getTranslation("admin.organisation.drop")))
                .setError(new UploadI18N.Error()
                        .setFileIsTooBig(getTranslation("admin.organisation.badlogo"))
                        .setIncorrectFileType(getTranslation("admin.organisation.badlogo"))));
        upload.setMaxFiles(1);
        upload.setMaxFileSize(Organisation.LARGEST_LOGO);
        var none = new TextButton(getTranslation("admin.organisation.nologo"), () -> {
            logo = "";
            upload.clearFileList();
        });
        everybody.setValue(settings.get(Sharing.WITH_EVERYBODY));
        everybody.setHelperText(getTranslation("admin.organisation.everybody.help"));
        var form = new Div(lead, name, new Div(label, colour, help), new Div(logoLabel, upload, none), everybody);
        form.addClassName("organisation");
        var body = new Div(head, form);
        body.addClassName("admin-list");
        add(body);
    }

    private void picture(byte[] octets) {
        if (octets.length <= Organisation.LARGEST_LOGO
                && Organisation.type(octets).isPresent()) {
            logo = Base64.getEncoder().encodeToString(octets);
        } else {
            failed("admin.organisation.badlogo");
        }
    }

    private void save(SignedIn signedIn) {
        var chosen = accent.getValue();
        var done = attempt(
                () -> {
                    administrator();
                    var by = signedIn.account().address().toString();
                    settings.set(by, Organisation.NAME, name.getValue().strip());
                    settings.set(
                            by, Organisation.ACCENT, chosen.equals(OUR_ACCENT) ? "" : Organisation.ACCENT.read(chosen));
                    settings.set(by, Organisation.LOGO, logo);
                    settings.set(by, Sharing.WITH_EVERYBODY, everybody.getValue());
                },
                "admin.organisation.saved");
        if (done) {
            UI.getCurrent().getPage().executeJs("window.kantorBrand()");
        }
    }
}
