package org.kantor.webmail.mail;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.DomEventListener;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Menu;
import org.kantor.webmail.shell.TextButton;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of one folder with its heading, its tabs and the bar for what is selected. Which rows are focused, selected, open or leaving is the browser's
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
            "starred",
            "select",
            "attachment",
            "noSubject",
            "count",
            "folder",
            "label",
            "newLabel",
            "snooze",
            "later",
            "tomorrow",
            "nextWeek",
            "weekend",
            "chooseTime",
            "setTime");

    /** What the browser asks for. */
    interface Action {
        void act(Asked asked);
    }

    /**
     * @param uids of the rows
     * @param target a mailbox for {@code move}, milliseconds since 1970 for {@code snooze}, else 0
     * @param label a keyword, or the name of a new label
     * @param everything all rows of the list are meant, those too that the browser does not know
     */
    record Asked(String action, long[] uids, long target, String label, boolean everything) {}

    private final Div head = new Div();
    private final H1 title = new H1();
    private final Span count = new Span();
    private final NativeButton all = tab("mail.all");
    private final NativeButton unread = tab("mail.unread");
    private final Span unreadCount = new Span();
    private final MailGrid grid = new MailGrid();
    private final NativeButton pill = new NativeButton();
    private final Div empty = new Div();
    private final IconButton spam = bulkButton("spam", "octagon-alert", "!");
    private final TextButton recover;
    private final Div working = new Div();

    private transient @Nullable MessageList list;
    private boolean atTop = true;

    /**
     * @param filter told when the reader chooses to see unread messages only, or all again
     * @param recovery opens the place where deleted messages are had back
     */
    ListPane(
            Action actions,
            LongConsumer open,
            Runnable close,
            Consumer<Boolean> filter,
            Runnable compose,
            Runnable recovery) {
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
        head.add(title, count, gap, recover, more, menu);
        head.addClassName("lhead");
        count.addClassNames("c", "num");
        unreadCount.addClassName("n");
        unread.add(unreadCount);
        var tabs = new Div(all, unread);
        tabs.addClassName("ltabs");
        tabs.getElement().setAttribute("role", "tablist");
        all.addClickListener(event -> filter.accept(false));
        unread.addClickListener(event -> filter.accept(true));
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
        add(head, tabs, bulk(), working, grid, pill, empty, write, rowMenu());
        getElement().setPropertyJson("labels", labels());
        on(
                "k-act",
                event -> actions.act(new Asked(
                        event.getEventData().get("event.detail.action").asString(),
                        uids(event.getEventData().get("event.detail.uids")),
                        event.getEventData().get("event.detail.target").asLong(0),
                        event.getEventData().get("event.detail.label").asString(""),
                        event.getEventData().get("event.detail.everything").asBoolean(false))));
        on(
                "k-open",
                event ->
                        open.accept(event.getEventData().get("event.detail.uid").asLong()));
        on("k-close", event -> close.run());
        on("k-top", event -> {
            atTop = event.getEventData().get("event.detail.top").asBoolean();
            if (atTop && list != null && list.held() > 0) {
                update();
            }
        });
    }

    /** What can be done with a row, on the right mouse button and Shift F10; {@code mail-list.js} opens it and does it. */
    private Menu rowMenu() {
        var menu = new Menu("row-menu", getTranslation("mail.row.menu"));
        rowItem(menu, "archive", "archive");
        rowItem(menu, "delete", "trash-2");
        rowItem(menu, "spam", "octagon-alert");
        menu.line();
        rowItem(menu, "snooze", "clock");
        rowItem(menu, "mute", "bell-off");
        rowItem(menu, "move", "folder-input");
        rowItem(menu, "label", "tag");
        menu.line();
        rowItem(menu, "read", "mail-open");
        rowItem(menu, "star", "star");
        return menu;
    }

    private void rowItem(Menu menu, String action, String icon) {
        menu.item(icon, getTranslation("mail.do." + action)).getElement().setAttribute("data-row", action);
    }

    /** Shows how far long work is. */
    void working(BulkBar bar) {
        working.add(bar);
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
                        .addEventData("event.detail.everything");
            case "k-open" -> registration.addEventData("event.detail.uid");
            case "k-top" -> registration.addEventData("event.detail.top");
            default -> {}
        }
    }

    private static long[] uids(JsonNode json) {
        var uids = new long[json.size()];
        for (var i = 0; i < uids.length; i++) {
            uids[i] = json.get(i).asLong();
        }
        Arrays.sort(uids);
        return uids;
    }

    private NativeButton tab(String key) {
        var tab = new NativeButton(getTranslation(key));
        tab.getElement().setAttribute("role", "tab");
        return tab;
    }

    private Div bulk() {
        var clear = new NativeButton();
        clear.addClassNames("cb", "on");
        clear.getElement().setAttribute("data-act", "clear").setAttribute("aria-label", getTranslation("mail.clear"));
        clear.add(new Icon("minus"));
        var number = new HtmlContainer("b");
        number.addClassName("picked");
        number.getElement().setAttribute("data-text", getTranslation("mail.picked"));
        number.getElement().setAttribute("aria-live", "polite");
        var gap = new Span();
        gap.addClassName("grow");
        var everything = new NativeButton();
        everything.addClassNames("linkbtn", "everything");
        everything.getElement().setAttribute("data-act", "everything");
        var done = new NativeButton(getTranslation("mail.clear.short"));
        done.addClassNames("btn", "quiet", "sm");
        done.getElement().setAttribute("data-act", "clear");
        var bar = new Div(
                clear,
                number,
                bulkButton("archive", "archive", "E"),
                bulkButton("delete", "trash-2", "#"),
                spam,
                bulkButton("snooze", "clock", "B"),
                bulkButton("move", "folder-input", "V"),
                bulkButton("label", "tag", "L"),
                bulkButton("read", "mail-open", "Shift I"),
                bulkButton("star", "star", "S"),
                gap,
                everything,
                done);
        bar.addClassName("bulk");
        bar.getElement().setAttribute("role", "toolbar").setAttribute("aria-label", getTranslation("mail.bulk"));
        return bar;
    }

    private IconButton bulkButton(String action, String icon, String key) {
        var button = new IconButton(icon, getTranslation("mail.do." + action) + " (" + key + ")");
        button.getElement().setAttribute("data-act", action);
        return button;
    }

    private ObjectNode labels() {
        var labels = JsonNodeFactory.instance.objectNode();
        LABELS.forEach(name -> labels.put(name, getTranslation("mail.do." + name)));
        return labels;
    }

    /** Shows a folder from its top. */
    void show(MessageList shown) {
        list = shown;
        atTop = true;
        var mailbox = shown.mailbox();
        renamed(mailbox);
        getElement()
                .setProperty(
                        "kind",
                        mailbox.isInbox()
                                ? "inbox"
                                : mailbox.use() == null
                                        ? "folder"
                                        : mailbox.use().name().toLowerCase(Locale.ROOT));
        getElement().setProperty("mailbox", mailbox.id().toString());
        recover.setVisible(mailbox.use() == SpecialUse.TRASH);
        var junk = mailbox.use() == SpecialUse.JUNK;
        spam.setLabel(getTranslation(junk ? "mail.do.notSpam" : "mail.do.spam") + " (!)");
        spam.setIconName(junk ? "inbox" : "octagon-alert");
        choose(all, !shown.unreadOnly());
        choose(unread, shown.unreadOnly());
        getElement().callJsFunction("reset");
        grid.show(shown);
        tell();
    }

    /** Shows the folder's name, which may be another one than before. */
    void renamed(Mailbox mailbox) {
        var name = Folders.title(mailbox, this);
        title.setText(name);
        getElement().setAttribute("aria-label", name);
        grid.getElement().setAttribute("aria-label", name);
    }

    private static void choose(NativeButton tab, boolean on) {
        tab.setClassName("on", on);
        tab.getElement().setAttribute("aria-selected", Boolean.toString(on));
    }

    /** The folders that messages can be moved to, for the picker. */
    void folders(List<Mailbox> mailboxes) {
        var json = JsonNodeFactory.instance.arrayNode();
        for (var mailbox : mailboxes) {
            json.addObject()
                    .put("id", mailbox.id().value())
                    .put(
                            "name",
                            mailbox.use() == null && !mailbox.isInbox() ? mailbox.name() : Folders.title(mailbox, this))
                    .put("icon", Folders.icon(mailbox));
        }
        getElement().setPropertyJson("folders", json);
    }

    /** The labels that there are, for rows and the picker. */
    void labels(List<Label> labels) {
        var json = JsonNodeFactory.instance.arrayNode();
        for (var label : labels) {
            json.addObject()
                    .put("keyword", label.keyword())
                    .put("name", label.name())
                    .put("hue", LabelForm.style(label.hue()));
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
            grid.rowsChanged();
            getElement().executeJs("requestAnimationFrame(() => this.updated())");
        }
        tell();
        return !update.nothing();
    }

    /** Marks a row as the open one; 0 for none. */
    void setOpen(long uid) {
        getElement().callJsFunction("setOpen", Long.toString(list == null ? uid : list.uid(list.row(uid))));
    }

    /** Something changed in other mailboxes: conversations may have other messages there. */
    void elsewhere() {
        if (list != null && list.threaded()) {
            grid.rowsChanged();
            getElement().executeJs("requestAnimationFrame(() => this.updated())");
        }
    }

    /** All rows. */
    long[] everything() {
        return list == null ? new long[0] : list.everything();
    }

    /** All messages here that these rows stand for. */
    long[] all(long[] rows) {
        return list == null ? rows : list.all(rows);
    }

    long[] unread(long[] uids) {
        return list == null ? new long[0] : list.unread(uids);
    }

    /** An action failed: rows that the browser took away come back. */
    void restore() {
        getElement().callJsFunction("restore");
        grid.rowsChanged();
    }

    void clearPicked() {
        getElement().callJsFunction("clear");
    }

    int size() {
        return list == null ? 0 : list.size();
    }

    int row(long uid) {
        return list == null ? -1 : list.row(uid);
    }

    long message(long uid) {
        return list == null ? 0 : list.message(uid);
    }

    int flags(long uid) {
        return list == null ? 0 : list.flags(uid);
    }

    Instant arrived(long uid) {
        return list == null ? Instant.EPOCH : list.arrived(uid);
    }

    void setCounts(int unseen) {
        var format = NumberFormat.getIntegerInstance(getLocale());
        unreadCount.setText(unseen == 0 ? "" : format.format(unseen));
        head.getElement().setAttribute("data-unread", unseen == 0 ? "" : getTranslation("mail.nUnread", unseen));
    }

    private void tell() {
        if (list == null) {
            return;
        }
        var held = list.held();
        var total = list.total();
        var format = NumberFormat.getIntegerInstance(getLocale());
        count.setText(total == 0 ? "" : format.format(total));
        getElement().setProperty("size", list.size());
        getElement()
                .setProperty(
                        "everything",
                        getTranslation(
                                "mail.everything", format.format(list.size()), Folders.title(list.mailbox(), this)));
        pill.setVisible(held > 0);
        if (held > 0) {
            pill.setText(getTranslation("mail.new.n", held));
        }
        var none = list.size() == 0;
        empty.setVisible(none);
        grid.setVisible(!none);
        if (none) {
            empty.removeAll();
            empty.add(EmptyFolder.of(list, this));
        }
    }
}
