package org.kantor.webmail.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import org.kantor.directory.Users;
import org.kantor.kernel.DomainName;
import org.kantor.settings.Settings;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;
import org.kantor.webmail.warnings.SendingServices;

/** The domains that this server receives mail for, and the services outside that write in their name. */
@Route(value = "admin/domains", layout = Shell.class)
public class DomainsView extends AdminPage {

    private static final long serialVersionUID = 1;

    private final transient Users users;
    private final transient Settings settings;
    private final Div list = new Div();
    private final TextField name = new TextField();
    private final TextArea services = new TextArea();

    @Inject
    public DomainsView(Users users, SignedIn signedIn, Toasts toasts, Settings settings) {
        super(signedIn, toasts, "admin.domains");
        this.users = users;
        this.settings = settings;
        name.setPlaceholder(getTranslation("admin.domains.name"));
        name.setAriaLabel(getTranslation("admin.domains.name"));
        var add = new TextButton(getTranslation("admin.domains.add"), this::add).primary();
        var line = new Div(name, add);
        line.addClassName("field-line");
        list.addClassName("admin-rows");
        list.getElement().setAttribute("role", "list");
        services.setLabel(getTranslation("admin.services"));
        services.setHelperText(getTranslation("admin.services.help"));
        services.setWidthFull();
        services.setValue(settings.get(SendingServices.SETTING));
        var keep = new TextButton(getTranslation("save"), () -> keepServices(signedIn));
        var outside = new Div(services, keep);
        outside.addClassName("services");
        var all = new Div(head(), line, list, outside);
        all.addClassName("admin-list");
        add(all);
        show();
    }

    private void add() {
        var domain = DomainName.parse(name.getValue().strip());
        if (domain.isEmpty()) {
            name.setInvalid(true);
            name.setErrorMessage(getTranslation("admin.domains.bad"));
        } else if (attempt(
                () -> users.addDomain(administrator(), domain.get(), false),
                "admin.domains.added",
                domain.get().display())) {
            name.clear();
            show();
        }
    }

    private void keepServices(SignedIn signedIn) {
        var text = services.getValue().strip();
        if (!SendingServices.isValid(text)) {
            failed("admin.services.bad");
            return;
        }
        attempt(
                () -> {
                    administrator();
                    settings.set(signedIn.account().address().toString(), SendingServices.SETTING, text);
                },
                "admin.services.saved");
    }

    private void show() {
        list.removeAll();
        var domains = users.domains();
        showCount(domains.size());
        for (var domain : domains) {
            var title = new Span(domain.name().display());
            title.addClassName("med");
            var accounts = new Span(getTranslation("admin.domains.accounts", domain.accounts()));
            accounts.addClassName("muted");
            var row = new Div(title);
            row.getElement().setAttribute("role", "listitem");
            if (domain.primary()) {
                var badge = new Span(getTranslation("admin.domains.primary"));
                badge.addClassNames("badge", "acc");
                row.add(badge);
            }
            row.add(accounts);
            if (!domain.primary() && domain.accounts() == 0) {
                var remove = new IconButton(
                        "trash-2",
                        getTranslation("admin.domains.remove", domain.name().display()));
                remove.addClickListener(event -> {
                    if (attempt(
                            () -> users.removeDomain(administrator(), domain.name()),
                            "admin.domains.removed",
                            domain.name().display())) {
                        show();
                    }
                });
                row.add(remove);
            }
            list.add(row);
        }
    }
}
