package org.kantor.webmail.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
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
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.NameForm;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.Toasts;

/**
 * People: one's own contacts, those of a group ({@code people/mine?group=Team}), or the organisation's directory ({@code people/directory}), as a list by letter with a page
 * beside it.
 */
@Route(value = "people/:list?(mine|directory)", layout = Shell.class)
public class PeopleView extends Div
        implements BeforeEnterObserver, SidePanel, HasDynamicTitle, PersonPage.Acts, GroupPage.Acts {

    private static final long serialVersionUID = 1;

    static final String LIST = "list";
    static final String MINE = "mine";
    static final String DIRECTORY = "directory";

    /** The parameter with a group's name. */
    static final String GROUP = "group";

    /** What the browser keeps the dialogs of a group's name as. */
    private static final String NEW_GROUP = "new-group";

    private static final String GROUP_NAME = "group-name";

    private static final String CHOSEN = "event.target.closest('.prow')?.dataset.entry";

    /** So many people of the directory are looked at for the one with an address, which others may contain. */
    private static final int MOST_ALIKE = 100;

    private final transient AddressBooks books;
    private final transient Directory directory;
    private final transient SignedIn signedIn;
    private final transient AccountId account;
    private final transient Writing writing;
    private final Toasts toasts;
    private final PeoplePanel panel;
    private final H1 heading = new H1();
    private final Span count = new Span();
    private final TextField search = new TextField();
    private final VirtualList<Entry> list = new VirtualList<>();
    private final Div nobody = new Div();
    private final PersonPage page;
    private final GroupPage groupPage;
    private final IconButton groupTools;
    private final CallbackDataProvider<Entry, Void> provider;
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
        page = new PersonPage(this);
        groupPage = new GroupPage(this);
        groupTools = new IconButton("users", getTranslation("people.group.open"));
        groupTools.addClassName("gtools");
        groupTools.addClickListener(event -> {
            about = group == null ? null : group.name();
            show(null);
        });
        provider = DataProvider.fromCallbacks(
                query -> entries(query.getOffset(), query.getLimit()).stream(), query -> size());
        list.setRenderer(new ComponentRenderer<>(this::line));
        list.setDataProvider(provider);
        list.addClassName("rows");
        // the list hears, not its rows, which are made anew at every change: nothing that is chosen in that moment is
        // lost
        choosing("click", "");
        choosing("keydown", " && (event.key === 'Enter' || event.key === ' ')");
        add(
                section(),
                page,
                groupPage,
                new KeptForm.Opener(
                        account,
                        Map.of(
                                PersonForm.KIND,
                                this::restore,
                                NEW_GROUP,
                                left -> here(() -> createGroup(Optional.of(left))),
                                GROUP_NAME,
                                left -> here(() -> rename(left)))));
        live.watch(this, account, this::changed);
    }

    private Div section() {
        count.addClassNames("c", "num");
        var gap = new Span();
        gap.addClassName("grow");
        var head = new Div(heading, count, gap, groupTools);
        head.addClassName("lhead");
        heading.getElement().setAttribute("dir", "auto");
        heading.addClassName("trunc");
        search.setPlaceholder(getTranslation("people.search"));
        search.setAriaLabel(getTranslation("people.search"));
        search.setPrefixComponent(new Icon("search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(150);
        search.addValueChangeListener(event -> refresh());
        search.addClassName("psearch");
        nobody.addClassNames("pnobody", "muted");
        var section = new Div(head, search, list, nobody);
        section.addClassNames("list", "plist");
        return section;
    }

    @Override
    public Component sidePanel() {
        return panel;
    }

    @Override
    public String getPageTitle() {
        var shown = group;
        return (shown == null ? getTranslation(showsDirectory ? "people.directory" : "place.people") : name(shown))
                + " - Kantor";
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
        provider.refreshAll();
        var shown = group;
        heading.setText(
                shown == null ? getTranslation(showsDirectory ? "people.directory" : "people.mine") : name(shown));
        groupTools.setVisible(shown != null);
        var number = size();
        count.setText(String.format(getLocale(), "%,d", number));
        list.setVisible(number > 0);
        nobody.setVisible(number == 0);
        nobody.setText(getTranslation(
                !search.getValue().isBlank() || showsDirectory
                        ? "people.none"
                        : shown == null ? "people.none.yet" : "people.group.none"));
        panel.show(books.count(account, ""), directory.count(""), groups, shown, showsDirectory);
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

    private void leaveGroup() {
        getUI().ifPresent(ui -> ui.navigate(PeopleView.class, new RouteParameters(LIST, MINE)));
    }

    private void changed(Set<Collection> collections) {
        if (collections.stream().noneMatch(collection -> collection.kind() == Collection.Kind.ADDRESS_BOOK)) {
            return;
        }
        reread();
    }

    private void reread() {
        var shown = group;
        readGroups(shown == null ? null : shown.name());
        refresh();
        if (form == null && (open == null || open.account() == null)) {
            show(open);
        }
    }

    /** Those of the open group whom the search finds. */
    private List<Entry> members(Group of) {
        var words = search.getValue().strip().toLowerCase(getLocale());
        return of.members().stream()
                .filter(member -> (member.name() + " " + member.address())
                        .toLowerCase(getLocale())
                        .contains(words))
                .map(member -> Entry.of(member, false))
                .toList();
    }

    private int size() {
        var shown = group;
        if (shown != null) {
            return members(shown).size();
        }
        return showsDirectory ? directory.count(search.getValue()) : books.count(account, search.getValue());
    }

    /** A page of the list; the line before it tells whether its first one begins a section. */
    private List<Entry> entries(int offset, int limit) {
        var shown = group;
        if (shown != null) {
            return members(shown).stream().skip(offset).limit(limit).toList();
        }
        return showsDirectory
                ? page(
                        offset,
                        limit,
                        (from, most) -> directory.find(search.getValue(), from, most),
                        Entry::section,
                        Entry::of)
                : page(
                        offset,
                        limit,
                        (from, most) -> books.people(account, search.getValue(), from, most),
                        Person::section,
                        Entry::of);
    }

    private static <T> List<Entry> page(
            int offset,
            int limit,
            BiFunction<Integer, Integer, List<T>> source,
            Function<T, String> section,
            BiFunction<T, Boolean, Entry> entry) {
        var before = offset == 0 ? 0 : 1;
        var found = source.apply(offset - before, limit + before);
        var entries = new ArrayList<Entry>();
        for (var i = before; i < found.size(); i++) {
            var first = i == 0 || !section.apply(found.get(i)).equals(section.apply(found.get(i - 1)));
            entries.add(entry.apply(found.get(i), first));
        }
        return entries;
    }

    private Div line(Entry entry) {
        var name = new Span(entry.name());
        name.addClassNames("pn", "trunc");
        name.getElement().setAttribute("dir", "auto");
        var detail = new Span(entry.detail());
        detail.addClassNames("pd", "trunc");
        detail.getElement().setAttribute("dir", "auto");
        var words = new Span(name, detail);
        words.addClassNames("v", "grow");
        var row = new Div(new Face(entry.name(), entry.address().isEmpty() ? entry.name() : entry.address()), words);
        row.addClassName("prow");
        row.setClassName("cur", isOpen(entry));
        row.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "button")
                .setAttribute("data-entry", entry.key());
        var line = new Div();
        if (entry.first()) {
            var group = new Div(entry.section());
            group.addClassName("grp");
            line.add(group);
        }
        line.add(row);
        return line;
    }

    private boolean isOpen(Entry entry) {
        return open != null
                && open.key().equals(entry.key())
                && Objects.equals(open.contact(), entry.contact())
                && Objects.equals(id(open.account()), id(entry.account()));
    }

    private static @Nullable AccountId id(@Nullable Account known) {
        return known == null ? null : known.id();
    }

    private void choosing(String event, String when) {
        list.getElement()
                .addEventListener(
                        event,
                        chosen -> choose(chosen.getEventData().get(CHOSEN).asString()))
                .addEventData(CHOSEN)
                .setFilter("event.target.closest('.prow') !== null" + when);
    }

    private void choose(String key) {
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
        provider.refreshAll();
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
        provider.refreshAll();
    }

    @Override
    public void write(String name, String address) {
        EmailAddress.parse(address)
                .ifPresent(parsed -> writing.newMessage(List.of(new org.kantor.mail.compose.Person(name, parsed))));
    }

    private void createGroup(Optional<KeptForm.Left> left) {
        var form = new NameForm(
                getTranslation("people.group.new"),
                getTranslation("people.group.create"),
                getTranslation("people.group.name.missing"),
                "",
                name -> {
                    try {
                        books.createGroup(account, name, signedIn.actor());
                    } catch (Refused e) {
                        throw new Refused(e.code(), sentence(e));
                    }
                    goTo(name.strip());
                });
        panel.add(form.kept(NEW_GROUP, "", account, left));
    }

    private void goTo(String name) {
        getUI().ifPresent(ui ->
                ui.navigate(PeopleView.class, new RouteParameters(LIST, MINE), QueryParameters.of(GROUP, name)));
    }

    @Override
    public void rename(Group renamed) {
        rename(renamed, Optional.empty());
    }

    /** The name of a group that is gone meanwhile is one for a new group. */
    private void rename(KeptForm.Left left) {
        named(left.of())
                .ifPresentOrElse(group -> rename(group, Optional.of(left)), () -> createGroup(Optional.of(left)));
    }

    private void rename(Group renamed, Optional<KeptForm.Left> left) {
        var form = new NameForm(
                getTranslation("people.group.rename"),
                getTranslation("people.save"),
                getTranslation("people.group.name.missing"),
                renamed.name(),
                name -> {
                    books.renameGroup(account, renamed.name(), name, signedIn.actor());
                    about = renamed.name().equals(about) ? name.strip() : about;
                    goTo(name.strip());
                });
        panel.add(form.kept(GROUP_NAME, renamed.name(), account, left));
    }

    private void here(Runnable open) {
        open.run();
        toasts.tell("check", getTranslation("compose.kept.here"));
    }

    @Override
    public void delete(Group deleted) {
        try {
            var gone = books.deleteGroup(account, deleted.name(), signedIn.actor());
            leaveGroup();
            toasts.undoable(
                    "trash-2",
                    getTranslation("people.group.deleted", deleted.name()),
                    () -> {
                        books.bringBack(account, gone, signedIn.actor());
                        goTo(gone.name());
                    },
                    this::reread);
        } catch (Refused e) {
            toasts.failed(e.sentence());
            reread();
        }
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
        put(into.name(), member(person), person.name());
        groupPage.goOnAdding();
    }

    @Override
    public void put(PersonDetails person, String name) {
        put(name, member(person.person()), person.person().name());
        page.goOnAdding();
    }

    private static Member member(Person person) {
        return new Member(
                person.ref(),
                person.name(),
                person.emails().isEmpty() ? "" : person.emails().getFirst(),
                true);
    }

    private void put(String name, Member member, String who) {
        tried(() -> {
            books.addToGroup(account, name, member, signedIn.actor());
            toasts.tell("check", getTranslation("people.group.put", who, name.strip()));
        });
    }

    @Override
    public void take(PersonDetails person, Group from, Member member) {
        take(from, member);
    }

    @Override
    public void take(Group from, Member member) {
        tried(() -> {
            books.removeFromGroup(account, from.name(), member, signedIn.actor());
            toasts.undoable(
                    "check",
                    getTranslation(
                            "people.group.taken",
                            member.name().isEmpty() ? member.address() : member.name(),
                            from.name()),
                    () -> books.addToGroup(account, from.name(), member, signedIn.actor()),
                    this::reread);
        });
    }

    private void tried(Runnable change) {
        try {
            change.run();
        } catch (Refused e) {
            toasts.failed(sentence(e));
        }
        reread();
    }

    private String sentence(Refused refused) {
        return refused.code() == Refused.Code.LIMIT ? getTranslation("people.group.limit") : refused.sentence();
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
            toasts.failed(e.sentence());
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
            toasts.failed(e.sentence());
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
