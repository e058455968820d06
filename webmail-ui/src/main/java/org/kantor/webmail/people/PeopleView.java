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
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Collection;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.contacts.Person;
import org.kantor.groupware.contacts.PersonDetails;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Precondition;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.webmail.composer.Writing;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Face;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.Toasts;

/** People: one's own contacts, or the organisation's directory ({@code people/directory}), as a list by letter with a page beside it. */
@Route(value = "people/:list?(mine|directory)", layout = Shell.class)
public class PeopleView extends Div implements BeforeEnterObserver, SidePanel, HasDynamicTitle, PersonPage.Acts {

    private static final long serialVersionUID = 1;

    static final String LIST = "list";
    static final String MINE = "mine";
    static final String DIRECTORY = "directory";
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
    private final CallbackDataProvider<Entry, Void> provider;
    private @Nullable PersonForm form;
    private transient @Nullable Entry open;
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
        panel = new PeoplePanel(this::create);
        page = new PersonPage(this);
        provider = DataProvider.fromCallbacks(
                query -> entries(query.getOffset(), query.getLimit()).stream(), query -> size());
        list.setRenderer(new ComponentRenderer<>(this::line));
        list.setDataProvider(provider);
        list.addClassName("rows");
        // the list hears, not its rows, which are made anew at every change: nothing that is chosen in that moment is
        // lost
        choosing("click", "");
        choosing("keydown", " && (event.key === 'Enter' || event.key === ' ')");
        add(section(), page);
        live.watch(this, account, this::changed);
    }

    private Div section() {
        count.addClassNames("c", "num");
        var head = new Div(heading, count);
        head.addClassName("lhead");
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
        return getTranslation(showsDirectory ? "people.directory" : "place.people") + " - Kantor";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        showsDirectory =
                event.getRouteParameters().get(LIST).filter(DIRECTORY::equals).isPresent();
        heading.setText(getTranslation(showsDirectory ? "people.directory" : "people.mine"));
        closeForm();
        show(null);
        refresh();
    }

    private void refresh() {
        provider.refreshAll();
        var number = size();
        count.setText(String.format(getLocale(), "%,d", number));
        list.setVisible(number > 0);
        nobody.setVisible(number == 0);
        nobody.setText(
                getTranslation(search.getValue().isBlank() && !showsDirectory ? "people.none.yet" : "people.none"));
        panel.show(books.count(account, ""), directory.count(""), showsDirectory);
    }

    private void changed(Set<Collection> collections) {
        if (collections.stream().noneMatch(collection -> collection.kind() == Collection.Kind.ADDRESS_BOOK)) {
            return;
        }
        refresh();
        if (form == null && open != null && open.contact() != null) {
            show(open);
        }
    }

    private int size() {
        return showsDirectory ? directory.count(search.getValue()) : books.count(account, search.getValue());
    }

    /** A page of the list; the line before it tells whether its first one begins a section. */
    private List<Entry> entries(int offset, int limit) {
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
                : books.person(account, contact).map(details -> Entry.of(details.person(), false));
        chosen.ifPresent(this::show);
        provider.refreshAll();
    }

    private void show(@Nullable Entry entry) {
        open = entry;
        setClassName("reading", entry != null);
        if (entry == null) {
            page.clear();
        } else if (entry.account() != null) {
            page.show(entry.account());
        } else if (entry.contact() != null) {
            books.person(account, entry.contact()).ifPresentOrElse(page::show, () -> show(null));
        }
    }

    @Override
    public void back() {
        show(null);
        provider.refreshAll();
    }

    @Override
    public void write(String name, String address) {
        EmailAddress.parse(address)
                .ifPresent(parsed -> writing.newMessage(List.of(new org.kantor.mail.compose.Person(name, parsed))));
    }

    private void create() {
        var book = books.list(account).getFirst().id();
        showForm(new PersonForm(
                getTranslation("people.new"),
                book,
                null,
                draft -> save(() -> books.createPerson(account, draft, signedIn.actor())),
                this::closeForm));
    }

    @Override
    public void edit(PersonDetails person) {
        var ref = person.person().ref();
        showForm(new PersonForm(
                getTranslation("people.edit"),
                ref.book(),
                person,
                draft -> save(() -> books.updatePerson(account, ref, draft, signedIn.actor())),
                this::closeForm));
    }

    private interface Write {
        PersonRef write();
    }

    private void save(Write write) {
        try {
            var ref = write.write();
            closeForm();
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
        addClassName("reading");
        add(shown);
    }

    private void closeForm() {
        if (form != null) {
            remove(form);
            form = null;
        }
        page.setVisible(true);
        setClassName("reading", open != null);
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
