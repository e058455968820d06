package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.DomEventListener;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.TextButton;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list with its heading, its tabs and the bar for what is selected. Which rows are focused, selected, open or leaving is the browser's
 * business ({@code mail-list.js}); the server hears of actions and brings rows.
 */
@Tag("k-mail-list")
final class ListPane extends HtmlContainer {

    private static final long serialVersionUID = 1;
    private static final List<String> LABELS = List.of(
            "archive",
            "delete",
            "read",
            "markUnread",
            "unread",
            "star",
            "unstar",
            "spam",
            "notSpam",
            "starred",
            "select",
            "attachment",
            "noSubject",
            "count",
            "folder",
            "copyTo",
            "label",
            "newLabel",
            "snooze",
            "unsnooze",
            "later",
            "tomorrow",
            "nextWeek",
            "weekend",
            "chooseTime",
            "setTime",
            "firstLabel",
            "nobody",
            "past",
            "due",
            "muted",
            "snoozed",
            "dueToday",
            "dueTomorrow",
            "dueWeek",
            "overdue");

    /** What the browser asks for. */
    interface Action {
        void act(Asked asked);
    }

    /**
     * @param rows by their messages' places
     * @param target a mailbox for {@code move}, milliseconds since 1970 for {@code snooze}, else 0
     * @param label a keyword, or the name of a new label
     * @param everything all rows of the list are meant, those too that the browser does not know
     */
    record Asked(String action, List<Place> rows, long target, String label, boolean everything) {}

    private final Div head = new Div();
    private final H1 title = new H1();
    private final Span count = new Span();
    private final ListTabs tabs;
    private final MailGrid grid;
    private final NativeButton pill = new NativeButton();
    private final Div empty = new Div();
    private final SelectionBar selection = new SelectionBar();
    private final TextButton recover;
    private final Div working = new Div();

    private transient Nothing nothing = shown -> EmptyFolder.of(shown, this);
    private transient Map<String, String> reasons = Map.of();
    private transient @Nullable MessageList list;
    private boolean atTop = true;

    /** Says why a list is empty. */
    interface Nothing {
        Component of(MessageList list);
    }

    /**
     * @param missed told when something is not done, as what it was asked for is not in the list any more
     * @param answer begins an answer to a row's message
     * @param filter told which tab the reader chooses
     * @param recovery opens the place where deleted messages are had back
     */
    ListPane(
            Action actions,
            Runnable missed,
            Consumer<Place> open,
            BiConsumer<Place, ReaderPane.Answer> answer,
            Function<Row, MailGrid.Opening> opening,
            Runnable close,
            Consumer<Tab> filter,
            Runnable compose,
            Runnable recovery) {
        grid = new MailGrid(opening);
        getElement().setAttribute("role", "region");
        addClassName("list");
        recover = new TextButton("undo-2", getTranslation("recover.open"), recovery);
        recover.addClassNames("quiet", "sm");
        recover.setVisible(false);
        var gap = new Span();
        gap.addClassName("grow");
        var more = new IconButton("ellipsis", getTranslation("mail.list.more"));
        var menu = new ListMenu();
        menu.openedBy(more);
        head.add(title, count, gap, recover, new PaneChoice(), more, menu);
        head.addClassName("lhead");
        count.addClassNames("c", "num");
        tabs = new ListTabs(filter);
        pill.addClassName("pill");
        pill.setVisible(false);
        pill.addClickListener(event -> {
            atTop = true;
            update();
            grid.scrollToStart();
        });
        empty.addClassName("empty");
        empty.setVisible(false);
        var write = new NativeButton("", event -> compose.run());
        write.addClassNames("btn", "primary", "fab");
        write.add(new Icon("pencil"), new Span(getTranslation("mail.write")));
        working.addClassName("workings");
        add(head, tabs, selection, working, grid, pill, empty, write, new RowMenu());
        getElement().setPropertyJson("labels", labels());
        on("k-act", event -> {
            var everything = event.getEventData().get("event.detail.everything").asBoolean(false);
            var named = event.getEventData().get("event.detail.list").asString("");
            var rows = places(event.getEventData().get("event.detail.uids"));
            if (!named.isEmpty()) {
                // what was seen when it was asked for may not be what is here
                var changed = !isShown(named) || rows.removeIf(place -> !isRow(place));
                if (changed) {
                    restore();
                    missed.run();
                }
                if (!isShown(named) || rows.isEmpty() && !everything) {
                    return;
                }
            }
            actions.act(new Asked(
                    event.getEventData().get("event.detail.action").asString(),
                    rows,
                    event.getEventData().get("event.detail.target").asLong(0),
                    event.getEventData().get("event.detail.label").asString(""),
                    everything));
        });
        on(
                "k-open",
                event -> open.accept(
                        Place.parse(event.getEventData().get("event.detail.uid").asString(""))));
        on("k-close", event -> close.run());
        on(
                "k-answer",
                event -> ReaderPane.Answer.named(
                                event.getEventData().get("event.detail.answer").asString(""))
                        .ifPresent(how -> answer.accept(
                                Place.parse(event.getEventData()
                                        .get("event.detail.uid")
                                        .asString("")),
                                how)));
        on("k-top", event -> {
            atTop = event.getEventData().get("event.detail.top").asBoolean();
            if (atTop && list != null && list.held() > 0) {
                update();
            }
        });
    }

    /** Where it shows how far long work is. */
    HasComponents working() {
        return working;
    }

    private void on(String name, DomEventListener listener) {
        var registration = getElement().addEventListener(name, listener);
        switch (name) {
            case "k-act" ->
                registration
                        .addEventData("event.detail.action")
                        .addEventData("event.detail.uids")
                        .addEventData("event.detail.target")
                        .addEventData("event.detail.label")
                        .addEventData("event.detail.everything")
                        .addEventData("event.detail.list");
            case "k-answer" -> registration.addEventData("event.detail.answer").addEventData("event.detail.uid");
            case "k-open" -> registration.addEventData("event.detail.uid");
            case "k-top" -> registration.addEventData("event.detail.top");
            default -> {}
        }
    }

    private static List<Place> places(JsonNode json) {
        var places = new ArrayList<Place>();
        for (var each : json) {
            places.add(Place.parse(each.asString("")));
        }
        return places;
    }

    private ObjectNode labels() {
        var labels = JsonNodeFactory.instance.objectNode();
        LABELS.forEach(name -> labels.put(name, getTranslation("mail.do." + name)));
        return labels;
    }

    /** Says by itself why it shows nothing. */
    void whenEmpty(Nothing words) {
        nothing = words;
    }

    /** Puts something else in the place of the tabs. */
    void tabs(Component others) {
        tabs.replace(others);
    }

    /** Stands in the heading, before the menu. */
    void head(Component what) {
        head.addComponentAtIndex(head.indexOf(recover), what);
    }

    /** Words that are marked in subjects and previews, without case and accents. */
    void words(Set<String> words) {
        var json = JsonNodeFactory.instance.arrayNode();
        words.forEach(json::add);
        getElement().setPropertyJson("words", json);
    }

    /** Shows a list from its top. */
    void show(MessageList shown) {
        list = shown;
        atTop = true;
        var source = shown.source();
        renamed(source);
        var folder = source instanceof Source.Folder(var mailbox) ? mailbox : null;
        var use = folder == null ? null : folder.use();
        recover.setVisible(use == SpecialUse.TRASH);
        tabs.setVisible(!source.tabs().isEmpty());
        tabs.show(source.tabs(), shown.tab());
        selection.inSpam(use == SpecialUse.JUNK);
        getElement().callJsFunction("shows", told(shown));
        grid.show(shown);
        tell();
    }

    /** All that the browser has to know of a list, at once: it may show already what it remembers of another. */
    private ObjectNode told(MessageList shown) {
        var source = shown.source();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", name(shown))
                .put("address", source.address(Place.NONE))
                .put("title", source.title(this))
                .put("kind", source.kind())
                .put(
                        "mailbox",
                        source instanceof Source.Folder(var mailbox)
                                ? mailbox.id().toString()
                                : "")
                .put("whole", shown.tab() == Tab.ALL);
        var leaving = json.putArray("leaving");
        source.leaving().forEach(leaving::add);
        var denied = json.putObject("denied");
        reasons.forEach(denied::put);
        return json;
    }

    /** Names a list and the tab that is chosen of it. */
    private static String name(MessageList shown) {
        return shown.tab() + " " + shown.source().address(Place.NONE);
    }

    /** Whether what was asked for in a list that is named is meant for the one that is shown. */
    private boolean isShown(String name) {
        var now = list;
        return now != null && name(now).equals(name);
    }

    /** Whether a row is called by this message. */
    private boolean isRow(Place place) {
        var now = list;
        return now != null && now.place(now.row(place)).equals(place);
    }

    /** Shows what the list is called, which may be something else than before. */
    void renamed(Source source) {
        var name = source.title(this);
        title.setText(name);
        getElement().setAttribute("aria-label", name);
        grid.getElement().setAttribute("aria-label", name);
    }

    /** The folders that messages can be moved to, for the picker. */
    void folders(MailSide side, Limits limits) {
        var json = JsonNodeFactory.instance.arrayNode();
        side.all().forEach(mailbox -> {
            var owner = side.owner(mailbox);
            var name = Folders.path(mailbox, this);
            json.addObject()
                    .put("id", mailbox.id().value())
                    .put("name", owner.isEmpty() ? name : owner + ": " + name)
                    .put("icon", Folders.icon(mailbox))
                    .put("takes", limits.takes(mailbox));
        });
        getElement().setPropertyJson("folders", json);
    }

    /** What cannot be done in this list, by the keys of the reasons. @param owner whose folder it is */
    void denied(Map<String, String> keys, String owner) {
        var json = JsonNodeFactory.instance.objectNode();
        reasons = new HashMap<>();
        keys.forEach((action, key) -> {
            var reason = getTranslation(key, owner);
            reasons.put(action, reason);
            json.put(action, reason);
        });
        getElement().setPropertyJson("denied", json);
        getElement().executeJs("this.bar()");
    }

    /** Buttons for what cannot be done here say so, those too that have just come. */
    void allow() {
        getElement().executeJs("requestAnimationFrame(() => this.bar())");
    }

    /** Why an action cannot be done here; empty if it can. */
    String reason(String action) {
        return reasons.getOrDefault(action, "");
    }

    /** The labels that there are, for rows and the picker. */
    void labels(List<Label> labels) {
        var json = JsonNodeFactory.instance.arrayNode();
        for (var label : labels) {
            json.addObject()
                    .put("keyword", label.keyword())
                    .put("name", label.name())
                    .put("hue", HuePicker.style(label.hue()));
        }
        getElement().setPropertyJson("tags", json);
    }

    /** Looks again; answers whether anything had changed. */
    boolean update() {
        if (list == null) {
            return false;
        }
        var update = list.update(!atTop);
        if (update.rowsChanged() || update.flagsChanged().length > 0) {
            redraw();
        }
        tell();
        return !update.nothing();
    }

    /** Marks a row as the open one. */
    void setOpen(Place place) {
        getElement().callJsFunction("setOpen", (list == null ? place : list.place(list.row(place))).toString());
    }

    /** Something changed in other mailboxes: conversations may have other messages there. */
    void elsewhere() {
        if (list != null && list.threaded()) {
            redraw();
        }
    }

    /** Brings the rows that are in sight anew, each where it is. */
    void redraw() {
        grid.rowsChanged();
        getElement().executeJs("requestAnimationFrame(() => this.updated())");
    }

    List<Picked> everything() {
        return list == null ? List.of() : list.everything();
    }

    /** All messages that these rows stand for. */
    List<Picked> all(List<Place> rows) {
        return list == null ? List.of() : list.all(rows);
    }

    /** The messages that name these rows. */
    List<Picked> newest(List<Place> rows) {
        return list == null ? List.of() : list.newest(rows);
    }

    /** Whether the list is all that there is, as far as it knows. */
    boolean complete() {
        return !(list instanceof HitList hits) || hits.complete();
    }

    /** An action failed: rows that the browser took away come back. */
    void restore() {
        getElement().callJsFunction("restore");
        grid.rowsChanged();
    }

    void clearPicked() {
        getElement().callJsFunction("clear");
    }

    Tab tab() {
        return list == null ? Tab.ALL : list.tab();
    }

    int size() {
        return list == null ? 0 : list.size();
    }

    int row(Place place) {
        return list == null ? -1 : list.row(place);
    }

    long message(Place place) {
        return list == null ? 0 : list.message(place);
    }

    int flags(Place place) {
        return list == null ? 0 : list.flags(place);
    }

    Instant arrived(Place place) {
        return list == null ? Instant.EPOCH : list.arrived(place);
    }

    void setCounts(int unseen) {
        tabs.count(Tab.UNREAD, unseen);
        head.getElement().setAttribute("data-unread", unseen == 0 ? "" : getTranslation("mail.nUnread", unseen));
    }

    private void tell() {
        if (list == null) {
            return;
        }
        var held = list.held();
        var total = list.total();
        var format = NumberFormat.getIntegerInstance(getLocale());
        count.setText(
                total == 0
                        ? ""
                        : !(list.source() instanceof Source.Found)
                                ? format.format(total)
                                : total == 1
                                        ? getTranslation("search.count.one")
                                        : getTranslation("search.count", format.format(total)));
        getElement().setProperty("size", list.size());
        getElement()
                .setProperty(
                        "everything",
                        list.source() instanceof Source.Found || list.tab() != Tab.ALL
                                ? getTranslation("mail.everything.found", format.format(list.size()))
                                : getTranslation(
                                        "mail.everything",
                                        format.format(list.size()),
                                        list.source().title(this)));
        tabs.count(Tab.TO_ME, list.source().tabs().contains(Tab.TO_ME) ? list.unread(Tab.TO_ME) : 0);
        pill.setVisible(held > 0);
        if (held > 0) {
            pill.setText(getTranslation("mail.new.n", held));
        }
        var none = list.size() == 0;
        empty.setVisible(none);
        grid.setVisible(!none);
        if (none) {
            empty.removeAll();
            empty.add(nothing.of(list));
        }
    }
}
