package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.WordField;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.store.Messages;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.MessageReader;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Page;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;

/** The attachments of all mail: by kind, sender and size, each with its message: {@code mail/files?kind=pdf&from=bob}. */
@Route(value = "mail/files", layout = Shell.class)
public class FilesView extends Div implements BeforeEnterObserver, SidePanel, HasDynamicTitle {

    private static final long serialVersionUID = 1;
    private static final int PAGE = 50;
    private static final Map<String, Set<String>> KINDS = kinds();
    private static final Map<String, Long> SIZES = sizes();

    private final transient MailSide side;
    private final transient MailSearch search;
    private final transient Messages messages;
    private final transient MessageContents contents;
    private final transient AccountId account;
    private final transient Clock clock;
    private final Span count = new Span();
    private final Div filters = new Div();
    private final Div results = new Div();
    private final Div empty = new Div();
    private final NativeButton more = new NativeButton();
    private String kind = "";
    private String from = "";
    private String size = "";
    private int most = PAGE;

    private static Map<String, Set<String>> kinds() {
        var kinds = new LinkedHashMap<String, Set<String>>();
        kinds.put("pdf", Set.of("pdf"));
        kinds.put("images", Set.of("jpg", "jpeg", "png", "gif", "webp", "heic", "svg", "bmp", "tif", "tiff"));
        kinds.put("documents", Set.of("doc", "docx", "odt", "rtf", "txt", "md", "pages"));
        kinds.put("sheets", Set.of("xls", "xlsx", "ods", "csv", "numbers"));
        kinds.put("slides", Set.of("ppt", "pptx", "odp", "key"));
        kinds.put("archives", Set.of("zip", "gz", "tgz", "7z", "rar", "tar"));
        return kinds;
    }

    private static Map<String, Long> sizes() {
        var sizes = new LinkedHashMap<String, Long>();
        sizes.put("1m", 1_000_000L);
        sizes.put("5m", 5_000_000L);
        sizes.put("20m", 20_000_000L);
        return sizes;
    }

    @Inject
    public FilesView(
            MailSide side,
            MailSearch search,
            Messages messages,
            MessageContents contents,
            SignedIn signedIn,
            Clock clock) {
        this.side = side;
        this.search = search;
        this.messages = messages;
        this.contents = contents;
        this.account = signedIn.account().id();
        this.clock = clock;
        addClassNames("found", "files");
        var title = new H1(getTranslation("files.title"));
        title.getElement().setAttribute("tabindex", "-1");
        count.addClassNames("c", "num");
        count.getElement().setAttribute("role", "status");
        var head = new Div(title, count);
        head.addClassName("lhead");
        filters.addClassName("filters");
        filters.getElement()
                .setAttribute("role", "toolbar")
                .setAttribute("aria-label", getTranslation("files.filters"));
        results.addClassName("results");
        results.getElement().setAttribute("role", "list").setAttribute("aria-label", getTranslation("files.title"));
        more.setText(getTranslation("search.more"));
        more.addClassNames("btn", "quiet");
        more.addClickListener(click -> {
            most += PAGE;
            show();
        });
        empty.addClassName("empty");
        var scroll = new Div(results, more, empty);
        scroll.addClassName("scroll");
        add(head, filters, scroll);
    }

    @Override
    public Component sidePanel() {
        return side.beside(this, "mail/files");
    }

    @Override
    public String getPageTitle() {
        return Page.title(getTranslation("files.title"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = event.getLocation().getQueryParameters();
        kind = asked.getSingleParameter("kind").filter(KINDS::containsKey).orElse("");
        from = asked.getSingleParameter("from").orElse("");
        size = asked.getSingleParameter("size").filter(SIZES::containsKey).orElse("");
        most = PAGE;
        filters();
        show();
    }

    private void filters() {
        filters.removeAll();
        filters.add(choice("files.kind.all", "", kind, from, size, kind.isEmpty()));
        KINDS.keySet()
                .forEach(one -> filters.add(choice("files.kind." + one, one, kind, from, size, one.equals(kind))));
        var gap = new Span();
        gap.addClassName("grow");
        filters.add(gap);
        SIZES.forEach((one, octets) -> {
            var on = one.equals(size);
            var link = link(
                    getTranslation("files.larger", Sizes.text(octets, getLocale())), kind, from, on ? "" : one, on);
            filters.add(link);
        });
        var sender = new Input();
        sender.setValue(from);
        sender.setPlaceholder(getTranslation("files.from"));
        sender.getElement().setAttribute("aria-label", getTranslation("files.from"));
        sender.addValueChangeListener(change -> go(kind, change.getValue().strip(), size));
        filters.add(sender);
    }

    private Anchor choice(String key, String value, String current, String sender, String larger, boolean on) {
        return link(getTranslation(key), on && !current.isEmpty() ? "" : value, sender, larger, on);
    }

    private static Anchor link(String text, String kind, String from, String size, boolean on) {
        var parameters = parameters(kind, from, size).getQueryString();
        var link = new Anchor("mail/files" + (parameters.isEmpty() ? "" : "?" + parameters), text);
        link.addClassNames("chip", on ? "on" : "grey");
        if (on) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }

    private static QueryParameters parameters(String kind, String from, String size) {
        var all = new LinkedHashMap<String, String>();
        all.put("kind", kind);
        all.put("from", from);
        all.put("size", size);
        all.values().removeIf(String::isEmpty);
        return QueryParameters.simple(all);
    }

    private void go(String newKind, String newFrom, String newSize) {
        getUI().ifPresent(ui -> ui.navigate("mail/files", parameters(newKind, newFrom, newSize)));
    }

    private Query query() {
        var all = new ArrayList<Query>();
        all.add(new Query.HasAttachment());
        if (!kind.isEmpty()) {
            all.add(new Query.Or(endings().stream()
                    .map(ending -> (Query) new Query.Text(Set.of(WordField.FILE_NAME), ending, Query.Nearness.PHRASE))
                    .toList()));
        }
        if (!from.isEmpty()) {
            all.add(new Query.Text(Set.of(WordField.FROM), from, Query.Nearness.WORD));
        }
        if (!size.isEmpty()) {
            all.add(new Query.Larger(smallest()));
        }
        return all.size() == 1 ? all.getFirst() : new Query.And(all);
    }

    private void show() {
        var found = search.find(account, query(), most);
        var numbers = found.hits().stream().mapToLong(MailSearch.Hit::message).toArray();
        var stored = messages.stored(account, numbers).stream()
                .collect(Collectors.toMap(Messages.StoredMessage::message, message -> message, (one, same) -> one));
        var risks = contents.risks(
                account,
                stored.values().stream()
                        .filter(message -> MessageReader.attachments(
                                        message.parsed().structure())
                                .stream()
                                .anyMatch(this::wanted))
                        .toList());
        var dates = Dates.of(clock, getUI().orElseGet(UI::getCurrent));
        var views = FileRow.views(messages, account);
        var rows = new Element("div");
        var shown = 0;
        for (var hit : found.hits()) {
            var message = stored.get(hit.message());
            if (message != null) {
                for (var file : MessageReader.attachments(message.parsed().structure())) {
                    if (wanted(file)) {
                        var line = FileRow.of(file, hit, risks.get(hit.message()), this);
                        row(rows, line, FileRow.date(views, hit, message.parsed()), message.parsed(), dates);
                        shown++;
                    }
                }
            }
        }
        results.getElement().setProperty("innerHTML", rows.html());
        results.setVisible(shown > 0);
        more.setVisible(found.total() > found.hits().size());
        count.setText(
                shown == 0
                        ? ""
                        : NumberFormat.getIntegerInstance(getLocale()).format(shown)
                                + (found.total() > found.hits().size() ? "+" : ""));
        empty.removeAll();
        empty.setVisible(shown == 0);
        if (shown == 0) {
            var text = new Div(new H2(getTranslation("files.none")));
            text.addClassName("b");
            empty.add(text);
        }
    }

    private Set<String> endings() {
        return KINDS.getOrDefault(kind, Set.of());
    }

    private long smallest() {
        return SIZES.getOrDefault(size, 0L);
    }

    private boolean wanted(Reading.FilePart file) {
        var ending = file.name().substring(file.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return (kind.isEmpty() || endings().contains(ending)) && (size.isEmpty() || file.octets() >= smallest());
    }

    private void row(Element rows, FileRow line, Instant at, ParsedMessage parsed, Dates dates) {
        var file = line.file();
        var row = rows.appendElement("div").addClass("row").addClass("line").attr("role", "listitem");
        line.face(row);
        line.leads(row.appendElement("a")
                .addClass("from")
                .addClass("trunc")
                .attr("dir", "auto")
                .text(file.name()));
        row.appendElement("span")
                .addClass("muted")
                .addClass("num")
                .addClass("size")
                .text(Sizes.text(file.octets(), getLocale()));
        var text = row.appendElement("a")
                .addClass("tx")
                .attr("href", line.message())
                .attr("router-link", true);
        text.appendElement("span")
                .addClass("who")
                .addClass("trunc")
                .attr("dir", "auto")
                .text(parsed.fromName());
        text.appendElement("span")
                .addClass("pre")
                .addClass("trunc")
                .attr("dir", "auto")
                .text(parsed.subject().isBlank() ? getTranslation("mail.do.noSubject") : parsed.subject());
        row.appendElement("time").attr("title", dates.full(at)).text(dates.brief(at));
    }
}
