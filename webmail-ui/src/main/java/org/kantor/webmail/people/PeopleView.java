package org.kantor.webmail.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Collection;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.contacts.Group.Member;
import org.kantor.groupware.contacts.Person;
import org.kantor.groupware.contacts.PersonDetails;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Precondition;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.webmail.composer.Writing;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.Toasts;

/**
 * People: one's own contacts, those of a group ({@code people/mine?group=Team}), or the organisation's directory ({@code people/directory}), as a list by letter with a page
 * beside it.
 */
@Route(value = "people/:list?(mine|directory)", layout = Shell.class)
public class PeopleView extends Div
        implements BeforeEnterObserver,
                SidePanel,
                HasDynamicTitle,
                PeopleList.Acts,
                PersonPage.Acts,
                GroupPage.Acts,
                GroupVerbs.Place {

    private static final long serialVersionUID = 1;

    static final String LIST = "list";
    static final String MINE = "mine";
    static final String DIRECTORY = "directory";

    /** The parameter with a group's name. */
    static final String GROUP = "group";

    /** So many people of the directory are looked at for the one with an address, which others may contain. */
    private static final int MOST_ALIKE = 100;

    private final transient AddressBooks books;
    private final transient Directory directory;
    private final transient SignedIn signedIn;
    private final transient AccountId account;
    private final transient Writing writing;
    private final Toasts toasts;
    private final PeoplePanel panel;
    private final PeopleList list;
    private final PersonPage page;
    private final GroupPage groupPage;
    private final transient GroupVerbs groupVerbs;
    private @Nullable PersonForm form;
    private transient @Nullable Entry open;
    private transient List<Group> groups = List.of();
    private transient @Nullable Group group;

    /** The name of the group whose page covers the list where both have no room. */
    private @Nullable String about;

    private boolean showsDirectory;

    @Inject
    public PeopleView(
            AddressBooks books,
            Directory directory,
            SignedIn signedIn,
            Writing writing,
            LiveChanges live,
            Toasts toasts) {
        this.books = books;
        this.directory = directory;
        this.signedIn = signedIn;
        this.writing = writing;
        this.toasts = toasts;
        account = signedIn.account().id();
        addClassNames("mail", "people");
        panel = new PeoplePanel(this::create, () -> createGroup(Optional.empty()));
        groupVerbs = new GroupVerbs(books, account, signedIn.actor(), toasts, panel, this);
        list = new PeopleList(this);
        page = new PersonPage(this);
        groupPage = new GroupPage(this);
        Map<String, Consumer<KeptForm.Left>> kinds = Map.of(
                PersonForm.KIND,
                this::restore,
                GroupVerbs.NEW,
                left -> here(() -> createGroup(Optional.of(left))),
                GroupVerbs.NAME,
                left -> here(() -> rename(left)));
        add(list, page, groupPage, new KeptForm.Opener(account, kinds));
        live.watch(this, account, this::changed);
    }

    @Override
    public Component sidePanel() {
        return panel;
    }

    @Override
    public String getPageTitle() {
        var shown = group;
        return Page.title(
                shown == null ? getTranslation(showsDirectory ? "people.directory" : "place.people") : name(shown));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        showsDirectory =
                event.getRouteParameters().get(LIST).filter(DIRECTORY::equals).isPresent();
        closeForm();
        groups = books.groups(account);
        var wanted = event.getLocation().getQueryParameters().getSingleParameter(GROUP);
        group = showsDirectory ? null : wanted.flatMap(this::named).orElse(null);
        if (wanted.isPresent() && group == null) {
            event.forwardTo(PeopleView.class, new RouteParameters(LIST, MINE));
            return;
        }
        if (group == null || !group.name().equals(about)) {
            about = null;
        }
        show(null);
        refresh();
    }

    private String name(Group of) {
        return of.name().isEmpty() ? getTranslation("people.group.unnamed") : of.name();
    }

    private Optional<Group> named(String name) {
        return groups.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .or(() -> groups.stream()
                        .filter(one -> one.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    private void refresh() {
        var shown = group;
        var none = list.searches() || showsDirectory
                ? "people.none"
                : shown == null ? "people.none.yet" : "people.group.none";
        list.show(title(), rows(), shown != null, getTranslation(none));
        panel.show(books.count(account, ""), directory.count(""), groups, shown, showsDirectory);
    }

    private PeopleRows rows() {
        if (group != null) {
            return PeopleRows.ofGroup(group, getLocale());
        }
        return showsDirectory ? PeopleRows.ofDirectory(directory) : PeopleRows.ofContacts(books, account);
    }

    private String title() {
        return group != null ? name(group) : getTranslation(showsDirectory ? "people.directory" : "people.mine");
    }

    @Override
    public void searched() {
        refresh();
    }

    @Override
    public void openGroup() {
        about = group == null ? null : group.name();
        show(null);
    }

    /** Reads the groups anew. The one that is shown may be gone by now, or called otherwise. */
    private void readGroups(@Nullable String name) {
        groups = books.groups(account);
        var before = group;
        group = name == null ? null : named(name).orElse(null);
        if (before != null && group == null) {
            leaveGroup();
        }
    }

    @Override
    public void leaveGroup() {
        getUI().ifPresent(ui -> ui.navigate(PeopleView.class, new RouteParameters(LIST, MINE)));
    }

    private void changed(Set<Collection> collections) {
        if (collections.stream().noneMatch(collection -> collection.kind() == Collection.Kind.ADDRESS_BOOK)) {
            return;
        }
        reread();
    }

    @Override
    public void reread() {
        var shown = group;
        readGroups(shown == null ? null : shown.name());
        refresh();
        if (form == null && (open == null || open.account() == null)) {
            show(open);
        }
    }

    @Override
    public boolean isOpen(Entry entry) {
        return open != null
                && open.key().equals(entry.key())
                && Objects.equals(open.contact(), entry.contact())
                && Objects.equals(id(open.account()), id(entry.account()));
    }

    private static @Nullable AccountId id(@Nullable Account known) {
        return known == null ? null : known.id();
    }

    @Override
    public void choose(String key) {
        closeForm();
        var contact = Entry.contact(key);
        var chosen = contact == null
                ? directory.find(key, 0, MOST_ALIKE).stream()
                        .filter(found -> found.address().toString().equals(key))
                        .findFirst()
                        .map(found -> Entry.of(found, false))
                        .or(() -> Optional.of(Entry.of(new Member(null, "", key, true), false)))
                : books.person(account, contact).map(details -> Entry.of(details.person(), false));
        chosen.ifPresent(this::show);
        list.redraw();
    }

    private void show(@Nullable Entry entry) {
        open = entry;
        var shown = group;
        page.setVisible(entry != null || shown == null);
        groupPage.setVisible(entry == null && shown != null);
        if (shown != null) {
            groupPage.show(shown);
        }
        setReading();
        if (entry == null) {
            page.clear();
        } else if (entry.account() != null) {
            page.show(entry.account());
        } else if (entry.contact() != null) {
            books.person(account, entry.contact())
                    .ifPresentOrElse(person -> page.show(person, groups), () -> show(null));
        } else {
            page.show(entry.address());
        }
    }

    /** On narrow pages there is either the list or a page. */
    private void setReading() {
        setClassName("reading", open != null || group != null && group.name().equals(about));
    }

    @Override
    public void back() {
        about = null;
        show(null);
        list.redraw();
    }

    @Override
    public void write(String name, String address) {
        EmailAddress.parse(address)
                .ifPresent(parsed -> writing.newMessage(List.of(new org.kantor.mail.compose.Person(name, parsed))));
    }

    private void createGroup(Optional<KeptForm.Left> left) {
        groupVerbs.create(left);
    }

    @Override
    public void goTo(String name) {
        getUI().ifPresent(ui ->
                ui.navigate(PeopleView.class, new RouteParameters(LIST, MINE), QueryParameters.of(GROUP, name)));
    }

    @Override
    public void rename(Group renamed) {
        groupVerbs.rename(renamed, Optional.empty());
    }

    @Override
    public void renamed(String before, String now) {
        about = before.equals(about) ? now : about;
        goTo(now);
    }

    /** The name of a group that is gone meanwhile is one for a new group. */
    private void rename(KeptForm.Left left) {
        named(left.of())
                .ifPresentOrElse(
                        group -> groupVerbs.rename(group, Optional.of(left)), () -> createGroup(Optional.of(left)));
    }

    private void here(Runnable open) {
        open.run();
        toasts.tell("check", getTranslation("compose.kept.here"));
    }

    @Override
    public void delete(Group deleted) {
        groupVerbs.delete(deleted);
    }

    @Override
    public void write(Group to) {
        writing.newMessage(to.addresses().stream()
                .flatMap(one -> EmailAddress.parse(one.address()).stream()
                        .map(parsed -> new org.kantor.mail.compose.Person(one.name(), parsed)))
                .toList());
    }

    @Override
    public Stream<Person> find(String text, int offset, int limit) {
        return books.people(account, text, offset, limit).stream();
    }

    @Override
    public void put(Group into, Person person) {
        groupVerbs.put(into.name(), person);
        groupPage.goOnAdding();
    }

    @Override
    public void put(PersonDetails person, String name) {
        groupVerbs.put(name, person.person());
        page.goOnAdding();
    }

    @Override
    public void take(PersonDetails person, Group from, Member member) {
        take(from, member);
    }

    @Override
    public void take(Group from, Member member) {
        groupVerbs.take(from, member);
    }

    private void create() {
        create(Optional.empty());
    }

    private void create(Optional<KeptForm.Left> left) {
        var book = books.list(account).getFirst().id();
        showForm(new PersonForm(
                getTranslation("people.new"),
                book,
                null,
                draft -> save(() -> books.createPerson(account, draft, signedIn.actor())),
                this::leaveForm,
                account,
                left));
    }

    @Override
    public void edit(PersonDetails person) {
        edit(person, Optional.empty());
    }

    private void edit(PersonDetails person, Optional<KeptForm.Left> left) {
        var ref = person.person().ref();
        showForm(new PersonForm(
                getTranslation("people.edit"),
                ref.book(),
                person,
                draft -> save(() -> books.updatePerson(account, ref, draft, signedIn.actor())),
                this::leaveForm,
                account,
                left));
    }

    private interface Write {
        PersonRef write();
    }

    private void save(Write write) {
        try {
            var ref = write.write();
            leaveForm();
            toasts.tell("check", getTranslation("people.saved"));
            books.person(account, ref).ifPresent(saved -> show(Entry.of(saved.person(), false)));
            refresh();
        } catch (Refused e) {
            toasts.refused(e);
        }
    }

    private void showForm(PersonForm shown) {
        closeForm();
        form = shown;
        page.setVisible(false);
        groupPage.setVisible(false);
        addClassName("reading");
        add(shown);
    }

    /** What is typed is saved, or not wanted. */
    private void leaveForm() {
        if (form != null) {
            form.done();
        }
        closeForm();
    }

    /** Opens a form that ended with its page. Of a contact that is gone meanwhile it makes a new one. */
    private void restore(KeptForm.Left left) {
        var names = left.of().split(":", 2);
        try {
            if (names.length == 2) {
                var ref = new PersonRef(new CollectionId(Long.parseLong(names[0])), Long.parseLong(names[1]));
                books.person(account, ref)
                        .ifPresentOrElse(person -> edit(person, Optional.of(left)), () -> create(Optional.of(left)));
            } else {
                create(Optional.of(left));
            }
            toasts.tell("check", getTranslation("compose.kept.here"));
        } catch (IllegalArgumentException e) {
            // no browser of ours kept that
        }
    }

    private void closeForm() {
        if (form != null) {
            remove(form);
            form = null;
        }
        page.setVisible(open != null || group == null);
        groupPage.setVisible(open == null && group != null);
        setReading();
    }

    @Override
    public void delete(PersonDetails person) {
        var ref = person.person().ref();
        try {
            var card = books.card(account, ref);
            books.deletePerson(account, ref, signedIn.actor());
            toasts.undoable(
                    "trash-2", getTranslation("people.deleted"), () -> card.ifPresent(this::bringBack), this::refresh);
        } catch (Refused e) {
            toasts.refused(e);
        }
        show(null);
        refresh();
    }

    private void bringBack(Content card) {
        var old = card.resource();
        var put =
                books.put(account, old.collection(), old.name(), card.octets(), Precondition.ABSENT, signedIn.actor());
        books.person(account, new PersonRef(old.collection(), put.resource().id()))
                .ifPresent(back -> show(Entry.of(back.person(), false)));
    }
}
