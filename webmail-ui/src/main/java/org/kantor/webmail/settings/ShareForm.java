package org.kantor.webmail.settings;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.Query;
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
        list.getElement().setAttribute("role", "list");
        var done = new Div(new TextButton(getTranslation("close"), this::removeFromParent));
        done.addClassName("h");
        add(list, newPerson(), problem, done);
        show();
    }

    private Div newPerson() {
        var person = new ComboBox<Account>(getTranslation("settings.share.person"));
        person.setItemLabelGenerator(found -> found.displayName() + " <" + found.address() + ">");
        person.setItems(query -> found(query));
        var level = levels(Level.READ);
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

    private Select<Level> levels(Level chosen) {
        var select = new Select<Level>();
        select.setItems(Level.values());
        select.setItemLabelGenerator(level -> getTranslation(level.key()));
        select.setValue(chosen);
        return select;
    }

    private void show() {
        list.removeAll();
        var grants = sharing.grants(account, account, mailbox.id());
        grants.forEach((grantee, rights) -> {
            if (!grantee.account().filter(account::equals).isPresent() && !rights.isNone()) {
                list.add(line(grantee, rights));
            }
        });
        if (list.getChildren().findAny().isEmpty()) {
            var none = new Paragraph(getTranslation("settings.share.nobody"));
            none.addClassName("muted");
            list.add(none);
        }
    }

    private Div line(Grantee grantee, Rights rights) {
        var person = grantee.account().flatMap(directory::account);
        var text = person.map(Account::displayName).orElse(getTranslation("settings.share.everybody"));
        var name = new Span(text);
        name.addClassNames("med", "trunc", "grow");
        var level = levels(Level.of(rights));
        level.setAriaLabel(getTranslation("settings.share.level") + ": " + text);
        level.addValueChangeListener(event -> change(grantee, event.getValue()));
        var remove = new IconButton("x", getTranslation("settings.share.remove", text));
        remove.addClickListener(click -> change(grantee, null));
        var line = new Div(
                new Face(text, person.map(one -> one.address().toString()).orElse(text)), name, level, remove);
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
