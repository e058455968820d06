package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.change.Collection;
import org.kantor.directory.Account;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.WordField;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.search.query.QueryParser;
import org.kantor.mail.search.query.Term;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.people.PeopleSearch;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;

/**
 * What was found, from all folders, the best first: {@code search?q=from:bob}. Mail is a list as every other, in which messages are opened and dealt with. Beside the mail its files, and
 * people who are called like that. What is shown follows the mailboxes.
 */
@Route(value = "search", layout = Shell.class)
public class SearchView extends Div implements BeforeEnterObserver, SidePanel, HasDynamicTitle {

    private static final long serialVersionUID = 1;
    static final String PARAMETER = "q";
    private static final int AGAIN_MILLIS = 1_000;
    /** So that a page which is left with an index that is behind does not keep its session: 55 s in all. */
    private static final int MOST_TRIES = 10;

    /** The parameter that says which message is open, as {@code 3-17}. */
    static final String OPEN = "open";

    private static final String SHOWN = "show";
    private static final int PAGE = 50;

    /** Of what a row and a message show, words are marked in these. */
    private static final Set<WordField> IN_TEXT = Set.of(WordField.SUBJECT, WordField.BODY);

    /** What of it is shown. */
    private enum Tab {
        MAIL,
        FILES,
        PEOPLE;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final transient MailSearch search;
    private final transient Messages messages;
    private final transient MessageContents contents;
    private final transient Account account;
    private final transient Clock clock;
    private final transient MailSide side;
    private final transient PeopleSearch peopleSearch;
    private final SavedSearches searches;
    private final MailDesk desk;
    private final Div tabs = new Div();
    private final Span order = new Span();
    private final Paragraph partly = new Paragraph();
    private final Section others = new Section();
    private final Div results = new Div();
    private final NativeButton more = new NativeButton();
    private final Div empty = new Div();
    private String query = "";
    private transient Query wanted = new Query.All();
    private Tab tab = Tab.MAIL;
    private int most = PAGE;
    private int tries;
    private String drawn = "";

    @Inject
    public SearchView(
            MailSearch search,
            Messages messages,
            MessageContents contents,
            PeopleSearch peopleSearch,
            SignedIn signedIn,
            MailSide side,
            MailDesk desk,
            SavedSearches searches,
            LiveChanges live,
            Clock clock) {
        this.search = search;
        this.peopleSearch = peopleSearch;
        this.searches = searches;
        this.messages = messages;
        this.contents = contents;
        this.account = signedIn.account();
        this.clock = clock;
        this.side = side;
        this.desk = desk;
        desk.at(side, () -> true);
        side.whenChanged(this::refresh);
        addClassName("found");
        order.addClassName("order");
        tabs.addClassName("tabs");
        tabs.getElement().setAttribute("role", "navigation").setAttribute("aria-label", getTranslation("search.title"));
        partly.addClassName("partly");
        var again = new NativeButton(getTranslation("search.again"), click -> refresh());
        again.addClassNames("btn", "quiet", "sm");
        partly.add(new Span(getTranslation("search.partly")), again);
        desk.list().head(order);
        desk.list().whenEmpty(list -> nothing());
        var title = new H1(getTranslation("search.title"));
        title.getElement().setAttribute("tabindex", "-1");
        var head = new Div(title);
        head.addClassName("lhead");
        results.addClassName("results");
        results.getElement().setAttribute("role", "list").setAttribute("aria-label", getTranslation("search.title"));
        more.setText(getTranslation("search.more"));
        more.addClassNames("btn", "quiet");
        more.addClickListener(click -> {
            most += PAGE;
            showOthers();
        });
        empty.addClassName("empty");
        var scroll = new Div(results, more, empty);
        scroll.addClassName("scroll");
        others.addClassName("others");
        others.add(head, scroll);
        add(partly, desk, others);
        live.watch(this, account.id(), this::changed);
    }

    private void changed(Set<Collection> collections) {
        if (side.noticed(collections)) {
            refresh();
            if (collections.contains(Folders.OF_ACCOUNT) && tab == Tab.MAIL) {
                desk.redraw();
            }
        }
    }

    @Override
    public Component sidePanel() {
        return side.panel();
    }

    @Override
    public String getPageTitle() {
        return Page.title(query.isEmpty() ? getTranslation("search.title") : query);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getLocation().getQueryParameters();
        query = parameters.getSingleParameter(PARAMETER).orElse("");
        var shown = parameters.getSingleParameter(SHOWN).orElse("");
        tab = Arrays.stream(Tab.values())
                .filter(each -> each.key().equals(shown))
                .findFirst()
                .orElse(Tab.MAIL);
        most = PAGE;
        drawn = "";
        wanted = QueryParser.parse(query, clock.instant(), Dates.zone(event.getUI()));
        searches.setOpen(query);
        side.show();
        var source = new Source.Found(query, namesFolder(wanted));
        side.setOpen(source.address(Place.NONE));
        tabs();
        desk.setVisible(tab == Tab.MAIL);
        others.setVisible(tab != Tab.MAIL);
        if (tab == Tab.MAIL) {
            showMail(source, event.getUI());
            desk.open(Place.parse(parameters.getSingleParameter(OPEN).orElse("").replace('-', '/')));
        } else {
            showOthers();
        }
    }

    private void showMail(Source.Found source, UI ui) {
        tabs.removeClassName("ltabs");
        desk.list().tabs(tabs);
        if (source.equals(desk.source())) {
            return;
        }
        desk.words(Marking.words(wanted, IN_TEXT));
        var ranked = !Marking.words(wanted, Query.Text.ANYWHERE).isEmpty();
        order.setText(getTranslation(ranked ? "search.best" : "search.newest"));
        var asked = wanted;
        desk.show(source, new KeptSearch(side, asked, () -> search.find(account.id(), asked, Integer.MAX_VALUE)), ui);
        refreshed();
    }

    private void refresh() {
        if (tab == Tab.MAIL) {
            desk.refresh();
            refreshed();
        } else {
            side.show();
            showOthers();
        }
    }

    private void refreshed() {
        partly(!desk.complete());
        order.setVisible(desk.total() > 0);
    }

    /** Says that the index is behind, and asks again now and then until it is not, or nobody looks. */
    private void partly(boolean behind) {
        partly.setVisible(behind);
        tries = behind ? tries + 1 : 0;
        if (behind && tries <= MOST_TRIES) {
            partly.getElement()
                    .executeJs(
                            "clearTimeout(this.again); this.again = setTimeout(() => this.checkVisibility() && !document.hidden && this.querySelector('button').click(), $0)",
                            AGAIN_MILLIS * tries);
        }
    }

    private void showOthers() {
        others.addComponentAtIndex(1, tabs);
        tabs.addClassName("ltabs");
        var dates = Dates.of(clock, getUI().orElseGet(UI::getCurrent));
        var words = Marking.words(wanted, Set.of(tab == Tab.FILES ? WordField.FILE_NAME : WordField.FROM));
        var found = tab == Tab.FILES
                ? search.find(account.id(), new Query.And(List.of(wanted, new Query.HasAttachment())), most)
                : new MailSearch.Found(List.of(), 0, true);
        var html = tab == Tab.FILES ? files(side.folders(), found, words, dates) : FoundPeople.html(people(), words);
        var none = html.isEmpty();
        partly(!found.complete());
        results.setVisible(!none);
        if (!html.equals(drawn)) {
            results.getElement().executeJs("window.kantorResults(this, $0)", html);
            drawn = html;
        }
        more.setVisible(!none && found.total() > found.hits().size());
        empty.setVisible(none);
        empty.removeAll();
        if (none) {
            empty.add(nothing());
        }
    }

    private List<PeopleSearch.Found> people() {
        var words = plainWords();
        return words.isEmpty() ? List.of() : peopleSearch.find(account.id(), words, PAGE);
    }

    /** What was typed without operators. */
    private String plainWords() {
        return Term.of(query).stream()
                .filter(term -> term.kind() == Term.Kind.WORDS)
                .map(Term::value)
                .collect(Collectors.joining(" "))
                .strip();
    }

    private void tabs() {
        var people = people().size();
        tabs.removeAll();
        for (var each : Tab.values()) {
            if (each == Tab.PEOPLE && people == 0 && tab != Tab.PEOPLE) {
                continue;
            }
            var link = new Anchor(
                    "search?" + PARAMETER + "=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                            + (each == Tab.MAIL ? "" : "&" + SHOWN + "=" + each.key()),
                    new Span(getTranslation("search.tab." + each.key())));
            link.getElement().setAttribute("router-link", true);
            link.addClassName("tab");
            link.setClassName("on", each == tab);
            if (each == tab) {
                link.getElement().setAttribute("aria-current", "page");
            }
            if (each == Tab.PEOPLE) {
                var n = new Span(Integer.toString(people));
                n.addClassNames("n", "num");
                link.add(n);
            }
            tabs.add(link);
        }
    }

    private String files(List<Mailbox> all, MailSearch.Found found, Set<String> words, Dates dates) {
        var boxes = all.stream().map(Mailbox::id).collect(Collectors.toSet());
        var byNumber =
                messages
                        .stored(
                                account.id(),
                                found.hits().stream()
                                        .mapToLong(MailSearch.Hit::message)
                                        .toArray())
                        .stream()
                        .collect(Collectors.toMap(
                                Messages.StoredMessage::message, stored -> stored, (one, same) -> one));
        var risks = contents.risks(account.id(), List.copyOf(byNumber.values()));
        var rows = new FoundFiles(this, words, dates);
        var views = FileRow.views(messages, account.id());
        for (var hit : found.hits()) {
            var stored = byNumber.get(hit.message());
            if (stored != null && boxes.contains(hit.mailbox())) {
                var at = FileRow.date(views, hit, stored.parsed());
                rows.add(hit, stored.parsed(), at, risks.get(hit.message()));
            }
        }
        return rows.html();
    }

    private Div nothing() {
        if (tab == Tab.PEOPLE) {
            var nobody = new Div(new H2(getTranslation("search.none.people", query)));
            nobody.addClassName("b");
            return nobody;
        }
        var everywhere = namesFolder(wanted);
        var text = new Div(
                new H2(getTranslation(tab == Tab.FILES ? "search.none.files" : "search.none", query)),
                new Paragraph(getTranslation(everywhere ? "search.none.all" : "search.none.next")));
        text.addClassName("b");
        if (!everywhere) {
            var wider = new NativeButton(
                    getTranslation("search.wider"),
                    click -> getUI().ifPresent(ui -> ui.navigate(
                            "search",
                            QueryParameters.simple(Map.of(PARAMETER, query + " in:anywhere", SHOWN, tab.key())))));
            wider.addClassName("btn");
            text.add(wider);
        }
        return text;
    }

    private static boolean namesFolder(Query wanted) {
        return switch (wanted) {
            case Query.In in -> true;
            case Query.And(var all) -> all.stream().anyMatch(SearchView::namesFolder);
            case Query.Or(var all) -> all.stream().anyMatch(SearchView::namesFolder);
            case Query.Not(var inner) -> namesFolder(inner);
            default -> false;
        };
    }
}
