package org.kantor.webmail.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.kantor.directory.Users.Administrator;
import org.kantor.mail.queue.Queue;
import org.kantor.mail.queue.Queue.Entry;
import org.kantor.mail.queue.Queue.Filter;
import org.kantor.mail.queue.Queue.State;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.mail.Sizes;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Ask;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;

/** What waits to be delivered or relayed, with the other server's words, and what can be done about each. */
@Route(value = "admin/queue", layout = Shell.class)
public class QueueView extends AdminPage {

    private static final long serialVersionUID = 1;

    private final transient Queue queue;
    private final Grid<Entry> table = new Grid<>();
    private final TextField text = new TextField();
    private final Div drawer = new Div();
    private final CallbackDataProvider<Entry, Void> entries;

    @Inject
    public QueueView(Queue queue, SignedIn signedIn, Toasts toasts) {
        super(signedIn, toasts, "admin.queue");
        this.queue = queue;
        this.entries = DataProvider.fromCallbacks(
                query -> orElse(
                        () -> queue.list(administrator(), filter(), query.getOffset(), query.getLimit()),
                        List.<Entry>of())
                        .stream(),
                query -> count());
        text.setPlaceholder(getTranslation("admin.users.filter"));
        text.setAriaLabel(getTranslation("admin.users.filter"));
        text.setPrefixComponent(new Icon("search"));
        text.setClearButtonVisible(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.addValueChangeListener(event -> entries.refreshAll());
        text.addClassName("admin-filter");
        columns();
        table.setDataProvider(entries);
        table.setEmptyStateText(getTranslation("admin.queue.none"));
        table.addItemClickListener(event -> show(event.getItem()));
        drawer.addClassName("drawer");
        drawer.getElement().setAttribute("role", "complementary");
        drawer.setVisible(false);
        var refresh = new IconButton("refresh-cw", getTranslation("admin.queue.refresh"));
        refresh.addClickListener(event -> entries.refreshAll());
        var list = new Div(head(refresh), text, table);
        list.addClassName("admin-list");
        add(list, drawer);
    }

    private Filter filter() {
        return new Filter(null, null, text.getValue().strip(), "", null);
    }

    private int count() {
        var number = orElse(() -> queue.count(administrator(), filter()), 0);
        showCount(number);
        return number;
    }

    private void columns() {
        table.addThemeVariants(GridVariant.NO_BORDER);
        table.addClassName("admin-table");
        table.setSelectionMode(Grid.SelectionMode.NONE);
        table.addColumn(Entry::address)
                .setHeader(getTranslation("admin.queue.recipient"))
                .setFlexGrow(2);
        table.addColumn(Entry::sender)
                .setHeader(getTranslation("admin.queue.sender"))
                .setFlexGrow(2);
        table.addColumn(LitRenderer.<Entry>of("<span class=\"badge ${item.kind}\">${item.word}</span>")
                        .withProperty("kind", entry -> switch (entry.state()) {
                            case ACTIVE -> "acc";
                            case DEFERRED -> "warn";
                            case HELD -> "bad";
                            case NEW -> "";
                        })
                        .withProperty("word", entry -> state(entry.state())))
                .setHeader(getTranslation("admin.users.status"))
                .setFlexGrow(0)
                .setWidth("110px");
        table.addColumn(Entry::attempts)
                .setHeader(getTranslation("admin.queue.tries"))
                .setFlexGrow(0)
                .setWidth("80px");
        table.addColumn(entry -> entry.state() == State.HELD ? "" : time(entry.due()))
                .setHeader(getTranslation("admin.queue.next"))
                .setFlexGrow(1);
        table.addColumn(Entry::lastReply)
                .setHeader(getTranslation("admin.queue.answer"))
                .setFlexGrow(3);
    }

    private String state(State state) {
        return getTranslation("admin.queue.state." + state);
    }

    private String time(Instant instant) {
        return DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", getLocale())
                .withZone(Dates.zone(UI.getCurrent()))
                .format(instant);
    }

    private void show(Entry entry) {
        drawer.removeAll();
        drawer.setVisible(true);
        var close = new IconButton("x", getTranslation("close"));
        close.addClickListener(event -> drawer.setVisible(false));
        var top = new Div(close);
        top.addClassName("drawer-top");
        var title = new H2(entry.address());
        title.addClassName("drawer-title");
        var facts = new Div(
                fact("admin.queue.sender", entry.sender()),
                fact("admin.users.status", state(entry.state())),
                fact("admin.queue.arrived", time(entry.arrived())),
                fact("admin.queue.tries", Integer.toString(entry.attempts())),
                fact("admin.queue.size", Sizes.text(entry.octets(), getLocale())));
        facts.addClassName("facts");
        var body = new Div(facts);
        body.addClassName("drawer-body");
        if (!entry.lastReply().isEmpty()) {
            var said = new Paragraph(entry.lastReply());
            said.addClassName("said");
            body.add(said);
        }
        var one = Filter.entry(entry.recipient());
        var delete = new TextButton(getTranslation("admin.queue.delete"), () -> sure(entry, one)).dangerous();
        var gap = new Span();
        gap.addClassName("grow");
        var held = entry.state() == State.HELD;
        var hold = new TextButton(
                getTranslation(held ? "admin.queue.release" : "admin.queue.hold"),
                () -> act(entry, by -> {
                    if (held) {
                        queue.release(by, one);
                    } else {
                        queue.hold(by, one);
                    }
                }));
        var now = new TextButton(getTranslation("admin.queue.now"), () -> act(entry, by -> queue.requeue(by, one)))
                .primary();
        var foot = new Div(delete, gap, hold, now);
        foot.addClassName("drawer-foot");
        drawer.add(top, title, body, foot);
    }

    private Div fact(String key, String value) {
        var name = new Span(getTranslation(key));
        name.addClassName("muted");
        return new Div(name, new Span(value));
    }

    private void sure(Entry entry, Filter one) {
        Ask.about(
                this,
                getTranslation("admin.queue.delete.title", entry.address()),
                getTranslation("admin.queue.delete.text"),
                getTranslation("admin.queue.delete"),
                () -> act(entry, by -> queue.delete(by, one)));
    }

    private void act(Entry entry, Consumer<Administrator> action) {
        attempt(() -> action.accept(administrator()), "admin.queue.done", entry.address());
        drawer.setVisible(false);
        entries.refreshAll();
    }
}
