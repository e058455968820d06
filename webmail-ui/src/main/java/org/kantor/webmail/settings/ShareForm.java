package org.kantor.webmail.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.Query;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.kantor.webmail.shell.Refusals;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/** Who may do what with a folder. Each change counts at once; whose rights were taken away stands there until they are given back, and is told of when the form is left. */
final class ShareForm extends Modal {

    private static final long serialVersionUID = 1;

    private final String title;
    private final transient Sharing sharing;
    private final transient Directory directory;
    private final transient AccountId account;
    private final transient Mailbox mailbox;
    private final transient Actor actor;
    private final Toasts toasts;
    private final transient Runnable changed;
    /** Whose rights were taken away in this form, with what they were. */
    private final transient Map<Grantee, Granted> taken = new HashMap<>();

    private final Div list = new Div();
    private final Paragraph nobody = new Paragraph(getTranslation("settings.share.nobody"));
    private final Paragraph problem = new Paragraph();
    private final TextButton everybody;

    /** @param changed run after what was done here was taken back from outside */
    ShareForm(
            String title,
            Sharing sharing,
            Directory directory,
            AccountId account,
            Mailbox mailbox,
            Actor actor,
            Toasts toasts,
            Runnable changed) {
        super(title);
        this.title = title;
        this.sharing = sharing;
        this.directory = directory;
        this.account = account;
        this.mailbox = mailbox;
        this.actor = actor;
        this.toasts = toasts;
        this.changed = changed;
        addClassName("share");
        list.getElement().setAttribute("role", "list");
        nobody.addClassName("muted");
        problem.addClassNames("help", "bad");
        problem.getElement().setAttribute("role", "alert");
        everybody = new TextButton(
                "users", getTranslation("settings.share.withEverybody"), () -> give(Grantee.ANYONE, Level.READ));
        var gap = new Span();
        gap.addClassName("grow");
        var done = new Div(everybody, gap, new TextButton(getTranslation("close"), this::close));
        done.addClassName("h");
        add(list, nobody, newPerson(), problem, done);
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
                give(Grantee.of(chosen.id()), level.getValue());
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
        var people = directory.accounts(accounts(grants.keySet().stream()));
        var all = grants.entrySet().stream()
                .filter(grant -> !grant.getKey().equals(Grantee.of(account))
                        && !grant.getValue().isNone())
                .map(grant -> granted(grant.getKey(), people, grant.getValue()))
                .toList();
        all.forEach(granted -> taken.remove(granted.grantee));
        Stream.concat(all.stream(), taken.values().stream())
                .sorted(Comparator.comparing((Granted granted) -> !granted.grantee.equals(Grantee.ANYONE))
                        .thenComparing(Granted::name, String.CASE_INSENSITIVE_ORDER))
                .forEach(granted -> list.add(taken.containsKey(granted.grantee) ? takenLine(granted) : line(granted)));
        list.setVisible(list.getChildren().findAny().isPresent());
        nobody.setVisible(all.isEmpty());
        everybody.setVisible(!sharing.grantable(Grantee.ANYONE).isNone() && !grants.containsKey(Grantee.ANYONE));
    }

    static Set<AccountId> accounts(Stream<Grantee> grantees) {
        return grantees.flatMap(grantee -> grantee.account().stream()).collect(Collectors.toSet());
    }

    private record Granted(Grantee grantee, Optional<Account> person, String name, Rights rights) {}

    private Granted granted(Grantee grantee, Map<AccountId, Account> people, Rights rights) {
        var person = grantee.account().flatMap(id -> Optional.ofNullable(people.get(id)));
        var name = grantee.equals(Grantee.ANYONE)
                ? getTranslation("settings.share.everybody")
                : person.map(Account::displayName).orElse("?");
        return new Granted(grantee, person, name, rights);
    }

    /** Somebody's line. @param words below the name @param acts beside it */
    private static Div line(Granted granted, Span words, Component... acts) {
        var name = new Span(granted.name);
        name.addClassNames("med", "trunc");
        name.getElement().setAttribute("dir", "auto");
        words.addClassName("help");
        var who = new Div(name, words);
        who.addClassName("grow");
        var address = granted.person.map(one -> one.address().toString());
        var line = new Div(new Face(granted.name, address.orElse(granted.name)), who);
        line.add(acts);
        line.addClassName("setline");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    /** Whose rights were taken away, and the way back. */
    private Div takenLine(Granted granted) {
        var undo = new TextButton(getTranslation("undo"), () -> tried(() -> giveBack(granted)));
        undo.getElement()
                .setAttribute(
                        "aria-label",
                        getTranslation("undo") + ": " + getTranslation("settings.share.remove", granted.name));
        return line(granted, new Span(getTranslation("settings.share.taken")), undo);
    }

    /** Who, in words what they may, and the way to change it. */
    private Div line(Granted granted) {
        var words = new Span(Level.each(granted.rights, this));
        var offered = Level.offered(mailbox, sharing.grantable(granted.grantee));
        if (offered.isEmpty()) {
            words.setText(getTranslation("settings.share.off"));
        }
        var level = new Select<Level>();
        level.setItems(offered);
        level.setItemLabelGenerator(one -> getTranslation(one.key()));
        level.setPlaceholder(getTranslation("settings.level.other"));
        level.setValue(Level.of(granted.rights).filter(offered::contains).orElse(null));
        level.setAriaLabel(getTranslation("settings.share.level") + ": " + granted.name);
        level.setEnabled(!offered.isEmpty());
        level.addValueChangeListener(event -> give(granted.grantee, event.getValue()));
        var remove = new IconButton("x", getTranslation("settings.share.remove", granted.name));
        remove.addClickListener(click -> tried(() -> take(granted)));
        return line(granted, words, level, remove);
    }

    private void give(Grantee grantee, Level level) {
        tried(() -> change(grantee, before -> level.rights()));
    }

    private void take(Granted granted) {
        var had = new AtomicReference<>(granted.rights);
        change(granted.grantee, before -> {
            had.set(before);
            return Rights.NONE;
        });
        // what nobody could be given any more could not be given back
        if (had.get().minus(sharing.grantable(granted.grantee)).isNone()) {
            taken.put(granted.grantee, new Granted(granted.grantee, granted.person, granted.name, had.get()));
        }
    }

    /** With what was given to them since. */
    private void giveBack(Granted granted) {
        change(granted.grantee, before -> before.plus(granted.rights));
    }

    private void change(Grantee grantee, UnaryOperator<Rights> change) {
        sharing.change(account, account, mailbox.id(), grantee, change, actor);
    }

    private void tried(Runnable work) {
        try {
            work.run();
            problem.setText("");
        } catch (Refused e) {
            problem.setText(Refusals.text(e, getLocale()));
        }
        show();
    }

    @Override
    protected void close() {
        taken.values()
                .forEach(granted -> toasts.undoable(
                        "users",
                        getTranslation("settings.share.told", granted.name, title),
                        () -> giveBack(granted),
                        changed));
        taken.clear();
        super.close();
    }
}
