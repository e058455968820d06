package org.kantor.webmail.settings;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Sharing.Grantee;
import org.kantor.webmail.mail.Folders;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/** The folders: which of them programs show, and who else may do what with them. */
@Route(value = "settings/folders", layout = Shell.class)
public class FoldersView extends SettingsPage {

    private static final long serialVersionUID = 1;

    private final transient Mailboxes mailboxes;
    private final transient Sharing sharing;
    private final transient Directory directory;
    private final transient SignedIn signedIn;
    private final Toasts toasts;
    private final Div own = panel();

    @Inject
    public FoldersView(Mailboxes mailboxes, Sharing sharing, Directory directory, SignedIn signedIn, Toasts toasts) {
        super("settings.folders");
        this.mailboxes = mailboxes;
        this.sharing = sharing;
        this.directory = directory;
        this.signedIn = signedIn;
        this.toasts = toasts;
        own.getElement().setAttribute("role", "list");
        show();
        shared();
    }

    private void show() {
        own.removeAll();
        var account = signedIn.account().id();
        var subscribed = Set.copyOf(mailboxes.subscriptions(account));
        var grants = sharing.grants(account);
        var people = directory.accounts(
                ShareForm.accounts(grants.values().stream().flatMap(each -> each.keySet().stream())));
        mailboxes
                .list(account)
                .forEach(box ->
                        own.add(line(box, subscribed, sharedWith(grants.getOrDefault(box.id(), Map.of()), people))));
    }

    /** @param sharedWith as {@link #sharedWith} says it */
    private Div line(Mailbox box, Set<String> subscribed, String sharedWith) {
        var title = Folders.title(box, this);
        var name = new Span(Folders.path(box, this));
        name.addClassNames("med", "trunc");
        name.getElement().setAttribute("dir", "auto");
        var who = new Span(sharedWith);
        who.addClassName("help");
        var text = new Div(name, who);
        text.addClassName("grow");
        var on = subscribed.contains(box.name());
        var subscribe = new NativeButton();
        subscribe.addClassName("sw");
        subscribe.setClassName("on", on);
        subscribe
                .getElement()
                .setAttribute("type", "button")
                .setAttribute("role", "switch")
                .setAttribute("aria-checked", Boolean.toString(on))
                .setAttribute("aria-label", getTranslation("settings.folders.subscribe", title));
        subscribe.addClickListener(click -> {
            attempt(() -> mailboxes.setSubscribed(signedIn.account().id(), box.name(), !on, signedIn.actor()));
            show();
        });
        var share = new TextButton("users", getTranslation("settings.folders.share"), () -> {
            var form = new ShareForm(
                    title, sharing, directory, signedIn.account().id(), box, signedIn.actor(), toasts, this::show);
            form.addDetachListener(closed -> show());
            add(form);
        });
        share.addClassNames("quiet", "sm");
        share.getElement().setAttribute("aria-label", getTranslation("settings.folders.shareOf", title));
        var line = new Div(new Icon(Folders.icon(box)), text, share, subscribe);
        line.addClassName("setline");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    /** With whom, if with anybody: one by the name, several by how many. */
    private String sharedWith(Map<Grantee, Rights> grants, Map<AccountId, Account> people) {
        var with = ShareForm.accounts(grants.keySet().stream());
        var everybody = grants.containsKey(Grantee.ANYONE)
                && !sharing.grantable(Grantee.ANYONE).isNone();
        if (everybody) {
            return getTranslation("settings.folders.withEverybody");
        }
        return switch (with.size()) {
            case 0 -> "";
            case 1 ->
                getTranslation(
                        "settings.folders.with",
                        Optional.ofNullable(people.get(with.iterator().next()))
                                .map(Account::displayName)
                                .orElse("?"));
            default -> getTranslation("settings.folders.withMany", with.size());
        };
    }

    private void shared() {
        var all = sharing.sharedWith(signedIn.account().id());
        var heading = new H2(getTranslation("settings.folders.others"));
        heading.addClassName("secth");
        content(heading);
        if (all.isEmpty()) {
            var none = new Paragraph(getTranslation("settings.folders.none"));
            none.addClassName("muted");
            content(none);
            return;
        }
        var list = panel();
        list.getElement().setAttribute("role", "list");
        var owners = directory.accounts(
                all.stream().map(one -> one.mailbox().account()).collect(Collectors.toSet()));
        for (var one : all) {
            var owner = Optional.ofNullable(owners.get(one.mailbox().account()));
            var name = new Span(one.mailbox().name());
            name.addClassNames("med", "trunc");
            name.getElement()
                    .setAttribute("dir", "auto")
                    .setAttribute("title", one.mailbox().name());
            var whose = new Span(owner.map(account -> account.displayName()).orElse(""));
            whose.addClassName("help");
            var text = new Div(name, whose);
            text.addClassName("grow");
            var may = new Span(Level.words(one.rights(), this));
            may.addClassNames("muted", "may");
            var line = new Div(new Icon("users"), text, may);
            line.addClassNames("setline", "theirs");
            line.getElement().setAttribute("role", "listitem");
            list.add(line);
        }
    }

    private void attempt(Runnable action) {
        try {
            action.run();
        } catch (Refused e) {
            toasts.refused(e);
        }
    }
}
