package org.kantor.webmail.mail;

import com.vaadin.cdi.annotation.RouteScoped;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
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
import java.text.NumberFormat;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.directory.Account;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.search.query.QueryParser;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;

/** What was found, from all folders, the best first: {@code search?q=from:bob}. Each line leads to the message in its folder. */
@Route(value = "search", layout = Shell.class)
@RouteScoped
public class SearchView extends Div implements BeforeEnterObserver, SidePanel, HasDynamicTitle {

    private static final long serialVersionUID = 1;
    static final String PARAMETER = "q";
    private static final int PAGE = 50;

    private final transient MailSearch search;
    private final transient Messages messages;
    private final transient Account account;
    private final transient Clock clock;
    private final transient MailSide side;
    private final Span count = new Span();
    private final Span order = new Span();
    private final Paragraph partly = new Paragraph();
    private final Div results = new Div();
    private final NativeButton more = new NativeButton();
    private final Div empty = new Div();
    private String query = "";
    private int most = PAGE;

    @Inject
    public SearchView(MailSearch search, Messages messages, SignedIn signedIn, MailSide side, Clock clock) {
        this.search = search;
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
        add(head, scroll);
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
        query = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(PARAMETER)
                .orElse("");
        most = PAGE;
        show();
    }

    private void show() {
        side.show();
        side.setOpen(query);
        var ui = getUI().orElseGet(UI::getCurrent);
        var wanted = QueryParser.parse(query, clock.instant(), Dates.zone(ui));
        var found = search.find(account.id(), wanted, most);
        var words = FoundRows.words(wanted);
        var number = NumberFormat.getIntegerInstance(getLocale()).format(found.total());
        count.setText(found.total() == 1 ? getTranslation("search.count.one") : getTranslation("search.count", number));
        order.setText(getTranslation(words.isEmpty() ? "search.newest" : "search.best"));
        partly.setVisible(!found.complete());
        var none = found.hits().isEmpty();
        order.setVisible(!none);
        results.setVisible(!none);
        results.getElement().setProperty("innerHTML", none ? "" : rows(found, words, Dates.of(clock, ui)));
        more.setVisible(found.total() > found.hits().size());
        empty.setVisible(none);
        empty.removeAll();
        if (none) {
            empty.add(nothing(wanted));
        }
    }

    private String rows(MailSearch.Found found, Set<String> words, Dates dates) {
        var folders = side.folders().stream().collect(Collectors.toMap(Mailbox::id, box -> box));
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
        var everywhere = names(wanted);
        var text = new Div(
                new H2(getTranslation("search.none", query)),
                new Paragraph(getTranslation(everywhere ? "search.none.all" : "search.none.next")));
        text.addClassName("b");
        if (!everywhere) {
            var wider = new NativeButton(
                    getTranslation("search.wider"),
                    click -> getUI().ifPresent(ui ->
                            ui.navigate("search", QueryParameters.of(PARAMETER, query + " in:anywhere"))));
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
