package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Quota;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.mail.FolderLines.Line;
import org.kantor.webmail.shell.ComposeButton;
import org.kantor.webmail.shell.HuePicker;
import org.kantor.webmail.shell.Menu;

/**
 * "New message", the folders with their counts, and how much of the quota is used. Drafts count all messages, the others the unread ones. The reader's own
 * folders have a menu, on their button, the right mouse button and Shift F10; {@code folders.js} opens it and notes whose it is. The lines are {@link FolderLines}.
 */
class FolderPanel extends Nav {

    private static final long serialVersionUID = 1;
    private static final String MENU = "folder-menu";
    private static final String LABEL_MENU = "label-menu";
    private static final String INBOX_MENU = "inbox-menu";
    private static final String TRASH_MENU = "trash-menu";
    private static final String SPAM_MENU = "spam-menu";
    private static final String SHARED_MENU = "shared-menu";

    /** What can be done with folders. */
    interface Acts {
        void compose();

        void create();

        void createIn(MailboxId parent);

        void rename(MailboxId folder);

        void delete(MailboxId folder);

        void colour(MailboxId folder);

        /** @param into null for the top */
        void move(MailboxId folder, @Nullable MailboxId into);

        void markRead(MailboxId folder);

        /** Takes away all that lies in Trash or Spam. */
        void empty(MailboxId folder);
    }

    /** What can be done with labels, each named by its keyword. */
    interface LabelActs {
        void create();

        void change(String keyword);

        void delete(String keyword);
    }

    private final transient Acts acts;
    private final transient LabelActs labelActs;
    private final FolderLines folders;
    private final FolderLines tags;
    private final FolderLines others;
    private final FolderLines overviews = new FolderLines("", () -> {});
    private final Div working = new Div();
    private final Div foot = new Div();
    private transient @Nullable Quotas quotas;

    /** @param below what stands under the folders */
    FolderPanel(Acts acts, LabelActs labelActs, Component below) {
        this.acts = acts;
        this.labelActs = labelActs;
        addClassName("nav");
        setAriaLabel(getTranslation("folders"));
        var button = new ComposeButton("pencil", getTranslation("mail.new"), acts::compose);
        folders = new FolderLines("new-folder", acts::create);
        folders.whenMoved(acts::move);
        tags = new FolderLines("new-label", labelActs::create);
        others = new FolderLines("", () -> {});
        others.addClassName("shared");
        foot.addClassName("foot");
        overviews.addClassName("views");
        overviews.show(List.of(
                Line.view("mail/files", "paperclip", getTranslation("files.title")),
                Line.view("mail/subscriptions", "list", getTranslation("list.title"))));
        var scroll = new Div(folders, tags, others, overviews, below);
        scroll.addClassName("navs");
        add(
                button,
                scroll,
                working,
                foot,
                menu(),
                inboxMenu(),
                sharedMenu(),
                emptyMenu(TRASH_MENU, "folders.emptyTrash"),
                emptyMenu(SPAM_MENU, "folders.emptySpam"),
                labelMenu());
        labels(List.of());
    }

    /** Where it shows how far long work is. */
    HasComponents working() {
        return working;
    }

    private Menu labelMenu() {
        var menu = new Menu(LABEL_MENU, getTranslation("labels.menu"));
        labelItem(menu, "pencil", "labels.change", labelActs::change);
        labelItem(menu, "trash-2", "labels.delete", labelActs::delete);
        return menu;
    }

    private void labelItem(Menu menu, String icon, String key, Consumer<String> action) {
        menu.item(icon, getTranslation(key))
                .getElement()
                .addEventListener(
                        "click",
                        event -> action.accept(event.getEventData()
                                .get("element.parentElement.dataset.label")
                                .asString("")))
                .addEventData("element.parentElement.dataset.label");
    }

    /** Shows the labels with how many unread messages have each. */
    final void labels(List<Label> shown) {
        var lines = new ArrayList<Line>();
        lines.add(Line.heading(getTranslation("labels"), getTranslation("labels.new")));
        for (var label : shown) {
            var address = Source.Labelled.of(label).address(Place.NONE);
            lines.add(new Line(
                    address,
                    address,
                    "",
                    HuePicker.style(label.hue()),
                    label.name(),
                    label.unread(),
                    true,
                    0,
                    "",
                    "",
                    label.keyword(),
                    LABEL_MENU,
                    "",
                    ""));
        }
        tags.show(lines);
    }

    private Line view(Source source, String icon) {
        return Line.view(source.address(Place.NONE), icon, source.title(this));
    }

    private Menu menu() {
        var menu = new Menu(MENU, getTranslation("folders.menu"));
        item(menu, "folder-plus", "folders.newInside", acts::createIn);
        item(menu, "pencil", "folders.rename", acts::rename);
        item(menu, "palette", "folders.colour", acts::colour);
        menu.item("folder-input", getTranslation("folders.move")).getElement().setAttribute("data-folder", "move");
        menu.line();
        item(menu, "mail-open", "folders.markRead", acts::markRead);
        item(menu, "trash-2", "folders.delete", acts::delete);
        return menu;
    }

    private Menu inboxMenu() {
        var menu = new Menu(INBOX_MENU, getTranslation("folders.menu"));
        item(menu, "folder-plus", "folders.newInside", acts::createIn);
        item(menu, "mail-open", "folders.markRead", acts::markRead);
        return menu;
    }

    /** Of a folder of somebody else: what is the reader's own to decide. */
    private Menu sharedMenu() {
        var menu = new Menu(SHARED_MENU, getTranslation("folders.menu"));
        item(menu, "palette", "folders.colour", acts::colour);
        return menu;
    }

    private Menu emptyMenu(String id, String key) {
        var menu = new Menu(id, getTranslation("folders.menu"));
        item(menu, "trash-2", key, acts::empty);
        return menu;
    }

    private void item(Menu menu, String icon, String key, Consumer<MailboxId> action) {
        menu.item(icon, getTranslation(key))
                .getElement()
                .addEventListener(
                        "click",
                        event -> action.accept(new MailboxId(event.getEventData()
                                .get("element.parentElement.dataset.mailbox")
                                .asLong(0))))
                .addEventData("element.parentElement.dataset.mailbox");
    }

    /** Shows these folders, each below the one that it lies in. @param hues of those that have one */
    void show(List<Mailbox> mailboxes, Map<MailboxId, MailboxStatus> statuses, Map<MailboxId, Labels.Hue> hues) {
        folders.show(lines(mailboxes, statuses, hues));
    }

    List<Line> lines(List<Mailbox> mailboxes, Map<MailboxId, MailboxStatus> statuses, Map<MailboxId, Labels.Hue> hues) {
        var lines = new ArrayList<Line>();
        var heading = Line.heading(getTranslation("folders.other"), getTranslation("folders.new"));
        var views = new ArrayDeque<>(List.of(view(new Source.Starred(), "star"), view(new Source.Due(), "flag")));
        var tops = mailboxes.stream().collect(Collectors.toMap(Mailbox::name, Folders::rank));
        ToIntFunction<Mailbox> rank = mailbox -> tops.getOrDefault(top(mailbox), Integer.MAX_VALUE);
        var order = new ArrayList<>(mailboxes);
        // what lies in a folder comes before one whose name only begins as that does
        order.sort(Comparator.comparingInt(rank)
                .thenComparing(mailbox -> mailbox.name().replace('/', '\0')));
        // all mail is told of behind the archive and what lies in it
        var archive = order.stream()
                .filter(mailbox -> mailbox.use() == SpecialUse.ARCHIVE)
                .findFirst()
                .flatMap(found -> order.reversed().stream()
                        .filter(mailbox -> top(mailbox).equals(top(found)))
                        .findFirst());
        for (var mailbox : order) {
            var own = FolderActions.own(mailbox);
            var where = rank.applyAsInt(mailbox);
            if (where > 0) {
                lines.addAll(views);
                views.clear();
            }
            if (where == Integer.MAX_VALUE && !lines.contains(heading)) {
                lines.add(heading);
            }
            var icon = Folders.icon(mailbox);
            lines.add(folder(
                    mailbox,
                    icon,
                    Folders.title(mailbox, this),
                    statuses.get(mailbox.id()),
                    hues.get(mailbox.id()),
                    icon.equals("folder") || mailbox.isInbox(),
                    depth(mailbox),
                    Folders.use(mailbox),
                    own ? MENU : menu(mailbox),
                    ""));
            if (archive.filter(mailbox::equals).isPresent()) {
                lines.add(view(new Source.All(), "layers"));
            }
        }
        if (!lines.contains(heading)) {
            lines.add(heading);
        }
        return lines;
    }

    /** The folder at the top that it lies in. */
    private static String top(Mailbox mailbox) {
        var end = mailbox.name().indexOf('/');
        return end < 0 ? mailbox.name() : mailbox.name().substring(0, end);
    }

    private static String menu(Mailbox mailbox) {
        return mailbox.isInbox()
                ? INBOX_MENU
                : mailbox.use() == SpecialUse.TRASH ? TRASH_MENU : mailbox.use() == SpecialUse.JUNK ? SPAM_MENU : "";
    }

    /** What the foot shows. */
    private record Quotas(Messages.Usage used, Quota limit) {}

    /** Shows what others share: shared mailboxes first, then other people's folders. @param hues of those that have one */
    void shared(List<MailSide.Owner> owners, Map<MailboxId, MailboxStatus> statuses, Map<MailboxId, Labels.Hue> hues) {
        var lines = new ArrayList<Line>();
        for (var owner : owners) {
            var heading = Line.heading(getTranslation(owner.isPerson() ? "folders.people" : "folders.shared"), "");
            if (!lines.contains(heading)) {
                lines.add(heading);
            }
            var sign = owner.isPerson() ? "user" : "users";
            if (owner.folders().stream().noneMatch(Mailbox::isInbox)) {
                lines.add(Line.name(owner.id().toString(), sign, owner.name()));
            }
            for (var folder : owner.folders()) {
                var inbox = folder.isInbox();
                var title = Folders.title(folder, this);
                var line = folder(
                        folder,
                        inbox ? sign : Folders.icon(folder),
                        inbox ? owner.name() : title,
                        statuses.get(folder.id()),
                        hues.get(folder.id()),
                        true,
                        inbox ? 0 : 1,
                        "",
                        SHARED_MENU,
                        owner.name() + ": " + title);
                lines.add(owner.closed().contains(folder.id()) ? line.closed() : line);
            }
        }
        others.show(lines);
    }

    private static Line folder(
            Mailbox mailbox,
            String icon,
            String title,
            @Nullable MailboxStatus status,
            Labels.@Nullable Hue hue,
            boolean bold,
            int depth,
            String use,
            String menu,
            String tip) {
        var address = new Source.Folder(mailbox).address(Place.NONE);
        var number = status == null ? 0 : number(mailbox, status);
        var id = mailbox.id().toString();
        var colour = hue == null ? "" : HuePicker.style(hue);
        return new Line(address, address, icon, colour, title, number, bold, depth, id, use, "", menu, tip, "");
    }

    private static int depth(Mailbox mailbox) {
        return mailbox.use() == null
                ? (int) mailbox.name().chars().filter(c -> c == '/').count()
                : 0;
    }

    private static int number(Mailbox mailbox, MailboxStatus status) {
        var use = mailbox.use();
        if (use == null) {
            return Folders.isSnoozed(mailbox) ? status.messages() : status.unseen();
        }
        return switch (use) {
            case DRAFTS, SCHEDULED -> status.messages();
            case SENT, ARCHIVE, TRASH -> 0;
            case IMPORTANT, JUNK -> status.unseen();
        };
    }

    /** Shows what is scarcer, octets or messages. */
    void quota(Messages.Usage used, Quota limit) {
        var asked = new Quotas(used, limit);
        if (asked.equals(quotas)) {
            return;
        }
        quotas = asked;
        foot.removeAll();
        var locale = getLocale();
        if (!limit.isLimited()) {
            foot.setText(getTranslation("quota.used", Sizes.text(used.bytes(), locale)));
            return;
        }
        var percent = limit.percent(used.bytes(), used.messages());
        var text = new Span(
                percent == new Quota(limit.bytes(), 0).percent(used.bytes(), 0) && limit.bytes() > 0
                        ? getTranslation(
                                "quota.of", Sizes.text(used.bytes(), locale), Sizes.text(limit.bytes(), locale))
                        : getTranslation("quota.messages", used.messages(), limit.messages()));
        var bar = new Div();
        bar.addClassName("quota");
        bar.getElement().setAttribute("role", "presentation");
        var filled = new HtmlComponent("i");
        filled.getElement().getStyle().set("width", percent + "%");
        bar.add(filled);
        foot.add(text, bar);
    }

    /** Marks the line with this address, if there is one. */
    void setOpen(String address) {
        for (var lines : List.of(folders, tags, others, overviews)) {
            lines.setOpen(address);
        }
    }
}
