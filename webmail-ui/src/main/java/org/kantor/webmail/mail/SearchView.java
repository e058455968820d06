package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
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
import org.kantor.mail.search.query.Query;
import org.kantor.mail.search.query.QueryParser;
import org.kantor.mail.search.query.Term;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.people.PeopleSearch;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;

/**
 * What was found, from all folders, the best first: {@code search?q=from:bob}. Each line leads to the message in its folder. Beside the mail its files, and people who
 * are called like that. What is shown follows the mailboxes.
 */
@Route(value = "search", layout = Shell.class)
public class SearchView extends Div implements BeforeEnterObserver, SidePanel, HasDynamicTitle {

    private static final long serialVersionUID = 1;
    static final String PARAMETER = "q";
    private static final String SHOWN = "show";
    private static final int PAGE = 50;

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
    private final transient Account account;
    private final transient Clock clock;
    private final transient MailSide side;
    private final transient PeopleSearch peopleSearch;
    private final SavedSearches searches;
    private final Div tabs = new Div();
    private final Span count = new Span();
    private final Span order = new Span();
    private final Paragraph partly = new Paragraph();
    private final Div results = new Div();
    private final NativeButton more = new NativeButton();
    private final Div empty = new Div();
    private String query = "";
    private Tab tab = Tab.MAIL;
    private int most = PAGE;
    private String drawn = "";

    @Inject
    public SearchView(
            MailSearch search,
            Messages messages,
            PeopleSearch peopleSearch,
            SignedIn signedIn,
            MailSide side,
            SavedSearches searches,
            LiveChanges live,
            Clock clock) {
        this.search = search;
        this.peopleSearch = peopleSearch;
        this.searches = searches;
        this.messages = messages;
        this.account = signedIn.account();
        this.clock = clock;
        this.side = side;
        side.whenChanged(this::show);
        addClassName("found");
        var title = new H1(getTranslation("search.title"));
        title.getElement().setAttribute("tabindex", "-1");
        count.addClassNames("c", "num");
        count.getElement().setAttribute("role", "status");
        order.addClassName("order");
        var gap = new Span();
        gap.addClassName("grow");
        var head = new Div(title, count, gap, order);
        head.addClassName("lhead");
        partly.addClassName("partly");
        var again = new NativeButton(getTranslation("search.again"), click -> show());
        again.addClassNames("btn", "quiet", "sm");
        partly.add(new Span(getTranslation("search.partly")), again);
        results.addClassName("results");
        results.getElement().setAttribute("role", "list").setAttribute("aria-label", getTranslation("search.title"));
        more.setText(getTranslation("search.more"));
        more.addClassNames("btn", "quiet");
        more.addClickListener(click -> {
            most += PAGE;
            show();
        });
        empty.addClassName("empty");
        var scroll = new Div(partly, results, more, empty);
        scroll.addClassName("scroll");
        tabs.addClassName("ltabs");
        tabs.getElement().setAttribute("role", "navigation").setAttribute("aria-label", getTranslation("search.title"));
        add(head, tabs, scroll);
        live.watch(this, account.id(), this::changed);
    }

    private void changed(Set<Collection> collections) {
        if (collections.stream().anyMatch(collection -> collection.kind() == Collection.Kind.MAILBOX)) {
            show();
        }
    }

    @Override
    public Component sidePanel() {
        return side.panel();
    }

    @Override
    public String getPageTitle() {
        return (query.isEmpty() ? getTranslation("search.title") : query) + " - Kantor";
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
        searches.setOpen(query);
        show();
    }

    private void show() {
        side.show();
        side.setOpen(query);
        var ui = getUI().orElseGet(UI::getCurrent);
        var boxes = side.folders();
        var wanted = QueryParser.parse(query, clock.instant(), Dates.zone(ui));
        var looked = tab == Tab.FILES ? new Query.And(List.of(wanted, new Query.HasAttachment())) : wanted;
        var found = search.find(account.id(), looked, most);
        var words = FoundRows.words(wanted);
        var people = plainWords().isEmpty()
                ? List.<PeopleSearch.Found>of()
                : peopleSearch.find(account.id(), plainWords(), PAGE);
        tabs(people.size());
        var dates = Dates.of(clock, ui);
        var html = switch (tab) {
            case MAIL -> rows(boxes, found, words, dates);
            case FILES -> files(boxes, found, words, dates);
            case PEOPLE -> FoundPeople.html(people, words);
        };
        var none = html.isEmpty();
        var total = tab == Tab.PEOPLE ? people.size() : found.total();
        var number = NumberFormat.getIntegerInstance(getLocale()).format(total);
        count.setVisible(tab == Tab.MAIL);
        count.setText(total == 1 ? getTranslation("search.count.one") : getTranslation("search.count", number));
        order.setText(getTranslation(words.isEmpty() ? "search.newest" : "search.best"));
        order.setVisible(!none && tab == Tab.MAIL);
        partly.setVisible(!found.complete() && tab != Tab.PEOPLE);
        results.setVisible(!none);
        if (!html.equals(drawn)) {
            results.getElement().executeJs("window.kantorResults(this, $0)", html);
            drawn = html;
        }
        more.setVisible(
                !none && tab != Tab.PEOPLE && found.total() > found.hits().size());
        empty.setVisible(none);
        empty.removeAll();
        if (none) {
            empty.add(nothing(wanted));
        }
    }

    /** What was typed without operators. */
    private String plainWords() {
        return Term.of(query).stream()
                .filter(term -> term.kind() == Term.Kind.WORDS)
                .map(Term::value)
                .collect(Collectors.joining(" "))
                .strip();
    }

    private void tabs(int people) {
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
        var boxes = all.stream().collect(Collectors.toMap(Mailbox::id, box -> box));
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
        var rows = new FoundFiles(this, words, dates);
        for (var hit : found.hits()) {
            var stored = byNumber.get(hit.message());
            var box = boxes.get(hit.mailbox());
            if (stored != null && box != null) {
                rows.add(box, hit.uid(), hit.message(), stored.parsed());
            }
        }
        return rows.html();
    }

    private String rows(List<Mailbox> all, MailSearch.Found found, Set<String> words, Dates dates) {
        var folders = all.stream().collect(Collectors.toMap(Mailbox::id, box -> box));
        var views = found.hits().stream()
                .map(MailSearch.Hit::mailbox)
                .distinct()
                .collect(Collectors.toMap(id -> id, id -> messages.view(account.id(), id)));
        var summaries =
                messages
                        .summaries(
                                account.id(),
                                found.hits().stream()
                                        .mapToLong(MailSearch.Hit::message)
                                        .toArray())
                        .stream()
                        .collect(Collectors.toMap(Messages.Summary::message, summary -> summary, (one, same) -> one));
        var rows = new FoundRows(this, words, dates, side.labels());
        for (var hit : found.hits()) {
            var view = views.get(hit.mailbox());
            var index = view == null ? -1 : view.indexOf(hit.uid());
            var folder = folders.get(hit.mailbox());
            var summary = summaries.get(hit.message());
            if (view != null && index >= 0 && folder != null && summary != null) {
                rows.add(folder, hit.uid(), summary, view, index);
            }
        }
        return rows.html();
    }

    private Div nothing(Query wanted) {
        if (tab == Tab.PEOPLE) {
            var nobody = new Div(new H2(getTranslation("search.none.people", query)));
            nobody.addClassName("b");
            return nobody;
        }
        var everywhere = names(wanted);
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

    private static boolean names(Query wanted) {
        return switch (wanted) {
            case Query.In in -> true;
            case Query.And(var all) -> all.stream().anyMatch(SearchView::names);
            case Query.Or(var all) -> all.stream().anyMatch(SearchView::names);
            case Query.Not(var inner) -> names(inner);
            default -> false;
        };
    }
}
