package org.kantor.webmail.settings;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.Query;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Sharing.Grantee;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Modal;
import org.kantor.webmail.shell.TextButton;

/** Who may do what with a folder. Each change counts at once. */
final class ShareForm extends Modal {

    private static final long serialVersionUID = 1;

    private final transient Sharing sharing;
    private final transient Directory directory;
    private final transient AccountId account;
    private final transient Mailbox mailbox;
    private final transient Actor actor;
    private final Div list = new Div();
    private final Paragraph problem = new Paragraph();
    private final TextButton everybody;

    ShareForm(String title, Sharing sharing, Directory directory, AccountId account, Mailbox mailbox, Actor actor) {
        super(title);
        this.sharing = sharing;
        this.directory = directory;
        this.account = account;
        this.mailbox = mailbox;
        this.actor = actor;
        addClassName("share");
        problem.addClassNames("help", "bad");
        problem.getElement().setAttribute("role", "alert");
        everybody = new TextButton(
                "users", getTranslation("settings.share.withEverybody"), () -> change(Grantee.ANYONE, Level.READ));
        var gap = new Span();
        gap.addClassName("grow");
        var done = new Div(everybody, gap, new TextButton(getTranslation("close"), this::removeFromParent));
        done.addClassName("h");
        add(list, newPerson(), problem, done);
        show();
    }

    private Div newPerson() {
        var person = new ComboBox<Account>(getTranslation("settings.share.person"));
        person.setItemLabelGenerator(found -> found.displayName() + " <" + found.address() + ">");
        person.setItems(query -> found(query));
        var level = new Select<Level>();
        level.setItems(Level.offered(mailbox, Rights.ALL));
        level.setItemLabelGenerator(one -> getTranslation(one.key()));
        level.setValue(Level.READ);
        level.setLabel(getTranslation("settings.share.level"));
        var add = new TextButton("plus", getTranslation("add"), () -> {
            var chosen = person.getValue();
            if (chosen != null) {
                change(Grantee.of(chosen.id()), level.getValue());
                person.clear();
            }
        });
        var line = new Div(person, level, add);
        line.addClassName("share-new");
        return line;
    }

    private Stream<Account> found(Query<Account, String> query) {
        return directory.find(query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream()
                .filter(other -> !other.id().equals(account));
    }

    private void show() {
        list.removeAll();
        var grants = sharing.grants(account, account, mailbox.id());
        grants.entrySet().stream()
                .filter(grant -> !grant.getKey().equals(Grantee.of(account))
                        && !grant.getValue().isNone())
                .map(grant -> new Granted(grant.getKey(), name(grant.getKey()), grant.getValue()))
                .sorted(Comparator.comparing((Granted granted) -> !granted.grantee.equals(Grantee.ANYONE))
                        .thenComparing(Granted::name, String.CASE_INSENSITIVE_ORDER))
                .forEach(granted -> list.add(line(granted)));
        list.getElement().setAttribute("role", "list");
        if (list.getChildren().findAny().isEmpty()) {
            list.getElement().removeAttribute("role");
            var none = new Paragraph(getTranslation("settings.share.nobody"));
            none.addClassName("muted");
            list.add(none);
        }
        everybody.setVisible(!sharing.grantable(Grantee.ANYONE).isNone() && !grants.containsKey(Grantee.ANYONE));
    }

    private record Granted(Grantee grantee, String name, Rights rights) {}

    private String name(Grantee grantee) {
        return grantee.account()
                .map(id -> directory.account(id).map(Account::displayName).orElse("?"))
                .orElseGet(() -> getTranslation("settings.share.everybody"));
    }

    /** Who, in words what they may, and the way to change it. */
    private Div line(Granted granted) {
        var text = granted.name;
        var person = granted.grantee.account().flatMap(directory::account);
        var name = new Span(text);
        name.addClassNames("med", "trunc");
        name.getElement().setAttribute("dir", "auto");
        var words = new Span(Level.each(granted.rights, this));
        words.addClassName("help");
        var who = new Div(name, words);
        who.addClassName("grow");
        var offered = Level.offered(mailbox, sharing.grantable(granted.grantee));
        if (offered.isEmpty()) {
            words.setText(getTranslation("settings.share.off"));
        }
        var level = new Select<Level>();
        level.setItems(offered);
        level.setItemLabelGenerator(one -> getTranslation(one.key()));
        level.setPlaceholder(getTranslation("settings.level.other"));
        level.setValue(Level.of(granted.rights).filter(offered::contains).orElse(null));
        level.setAriaLabel(getTranslation("settings.share.level") + ": " + text);
        level.setEnabled(!offered.isEmpty());
        level.addValueChangeListener(event -> change(granted.grantee, event.getValue()));
        var remove = new IconButton("x", getTranslation("settings.share.remove", text));
        remove.addClickListener(click -> change(granted.grantee, null));
        var face = new Face(text, person.map(one -> one.address().toString()).orElse(text));
        var line = new Div(face, who, level, remove);
        line.addClassName("setline");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private void change(Grantee grantee, @Nullable Level level) {
        try {
            sharing.change(
                    account,
                    account,
                    mailbox.id(),
                    grantee,
                    before -> level == null ? Rights.NONE : level.rights(),
                    actor);
            problem.setText("");
        } catch (Refused e) {
            problem.setText(e.sentence());
        }
        show();
    }
}
