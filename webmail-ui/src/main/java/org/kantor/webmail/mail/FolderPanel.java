package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Quota;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.shell.ComposeButton;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Menu;

/**
 * "New message", the folders with their counts, and how much of the quota is used. Drafts count all messages, the others the unread ones. The reader's own
 * folders have a menu, on their button, the right mouse button and Shift F10; {@code folders.js} opens it and notes whose it is.
 */
class FolderPanel extends Nav {

    private static final long serialVersionUID = 1;
    private static final String MENU = "folder-menu";
    private static final String LABEL_MENU = "label-menu";

    /** What can be done with folders. */
    interface Acts {
        void compose();

        void create();

        void createIn(MailboxId parent);

        void rename(MailboxId folder);

        void delete(MailboxId folder);

        void createLabel();

        void changeLabel(String keyword);

        void deleteLabel(String keyword);
    }

    private final transient Acts acts;
    private final Div folders = new Div();
    private final Div tags = new Div();
    private final Div foot = new Div();
    /** The entries that are no folders, by their addresses. */
    private final transient Map<String, Anchor> views = new HashMap<>();

    private transient List<Label> labels = List.of();
    private String address = "";
    private final transient Map<MailboxId, Anchor> links = new HashMap<>();
    private transient List<Mailbox> shown = List.of();
    private final transient Map<MailboxId, Entry> entries = new HashMap<>();
    private transient @Nullable Quotas quotas;
    private final Div others = new Div();
    /** Those that may be read are links. */
    private final transient Map<MailboxId, HtmlContainer> sharedLinks = new HashMap<>();

    private transient List<MailSide.Owner> owners = List.of();
    private transient @Nullable MailboxId open;

    /** @param below what stands under the folders */
    FolderPanel(Acts acts, Component below) {
        this.acts = acts;
        addClassName("nav");
        setAriaLabel(getTranslation("folders"));
        var button = new ComposeButton("pencil", getTranslation("mail.new"), acts::compose);
        folders.addClassName("folders");
        foot.addClassName("foot");
        tags.addClassName("folders");
        others.addClassNames("folders", "shared");
        var overviews = new Div(
                view("paperclip", "files.title", "mail/files"), view("list", "list.title", "mail/subscriptions"));
        overviews.addClassName("views");
        var scroll = new Div(folders, tags, others, overviews, below);
        scroll.addClassName("navs");
        add(button, scroll, foot, menu(), labelMenu());
        labels(List.of(), true);
    }

    /** A view of all mail that is no folder. */
    private Anchor view(String icon, String key, String address) {
        var link = new Anchor(address, new Icon(icon), new Span(getTranslation(key)));
        link.addClassName("f");
        return link;
    }

    private Menu labelMenu() {
        var menu = new Menu(LABEL_MENU, getTranslation("labels.menu"));
        labelItem(menu, "pencil", "labels.change", acts::changeLabel);
        labelItem(menu, "trash-2", "labels.delete", acts::deleteLabel);
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
    void labels(List<Label> shown) {
        labels(shown, false);
    }

    private void labels(List<Label> shown, boolean first) {
        if (shown.equals(labels) && !first) {
            return;
        }
        labels = List.copyOf(shown);
        tags.removeAll();
        views.values().removeIf(link -> link.getElement().hasAttribute("data-label"));
        var add = new IconButton("plus", getTranslation("labels.new"));
        add.addClassName("sm");
        add.setId("new-label");
        add.addClickListener(event -> acts.createLabel());
        var line = new Div(new H4(getTranslation("labels")), add);
        line.addClassName("navh");
        tags.add(line);
        for (var label : shown) {
            var dot = new Span();
            dot.addClassNames("dot", LabelForm.style(label.hue()));
            var link = list(Source.Labelled.of(label));
            link.getElement().setAttribute("data-label", label.keyword());
            fill(link, dot, label.name(), label.unread(), true);
            tags.add(withMenu(link, label.name(), LABEL_MENU));
        }
        mark();
    }

    private Anchor list(Source source) {
        var to = source.address(Place.NONE);
        var link = link(to);
        views.put(to, link);
        return link;
    }

    private Anchor list(Source source, String icon) {
        var link = list(source);
        fill(link, new Icon(icon), source.title(this), 0, false);
        return link;
    }

    private Menu menu() {
        var menu = new Menu(MENU, getTranslation("folders.menu"));
        item(menu, "folder-plus", "folders.newInside", acts::createIn);
        item(menu, "pencil", "folders.rename", acts::rename);
        item(menu, "trash-2", "folders.delete", acts::delete);
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

    private Div heading() {
        var add = new IconButton("plus", getTranslation("folders.new"));
        add.addClassName("sm");
        add.setId("new-folder");
        add.addClickListener(event -> acts.create());
        var line = new Div(new H4(getTranslation("folders.other")), add);
        line.addClassName("navh");
        return line;
    }

    /** Shows these folders; the links are only made anew when the folders themselves changed. */
    void show(List<Mailbox> mailboxes, Map<MailboxId, MailboxStatus> statuses) {
        if (!mailboxes.equals(shown)) {
            build(mailboxes);
        }
        for (var mailbox : mailboxes) {
            var link = links.get(mailbox.id());
            var status = statuses.get(mailbox.id());
            if (link != null && status != null) {
                var icon = Folders.icon(mailbox);
                var entry = new Entry(
                        icon,
                        Folders.title(mailbox, this),
                        number(mailbox, status),
                        icon.equals("folder") || mailbox.isInbox());
                // shown after every change of any mailbox: what looks as it did is not sent again
                if (!entry.equals(entries.put(mailbox.id(), entry))) {
                    fill(link, new Icon(icon), entry.title, entry.number, entry.bold);
                }
            }
        }
    }

    /** What a folder's line shows. */
    private record Entry(String icon, String title, int number, boolean bold) {}

    /** What the foot shows. */
    private record Quotas(Messages.Usage used, Quota limit) {}

    private void build(List<Mailbox> mailboxes) {
        shown = List.copyOf(mailboxes);
        links.clear();
        entries.clear();
        folders.removeAll();
        var order = new ArrayList<>(mailboxes);
        order.sort(Comparator.comparingInt(Folders::rank));
        var heading = heading();
        for (var mailbox : order) {
            if (FolderActions.own(mailbox) && heading.getParent().isEmpty()) {
                folders.add(heading);
            }
            var link = link(mailbox);
            link.getElement().setAttribute("data-use", Folders.use(mailbox));
            link.setClassName("in", depth(mailbox) > 0);
            links.put(mailbox.id(), link);
            folders.add(FolderActions.own(mailbox) ? withMenu(link, Folders.lastLevel(mailbox), MENU) : link);
            if (mailbox.isInbox()) {
                folders.add(list(new Source.Starred(), "star"));
                folders.add(list(new Source.Due(), "flag"));
            } else if (mailbox.use() == SpecialUse.ARCHIVE) {
                folders.add(list(new Source.All(), "layers"));
            }
        }
        if (heading.getParent().isEmpty()) {
            folders.add(heading);
        }
        mark();
    }

    /** Shows what others share: shared mailboxes first, then other people's folders. */
    void shared(List<MailSide.Owner> now, Map<MailboxId, MailboxStatus> statuses) {
        if (!now.equals(owners)) {
            owners = List.copyOf(now);
            buildShared();
        }
        for (var owner : owners) {
            for (var folder : owner.folders()) {
                var link = sharedLinks.get(folder.id());
                var status = statuses.get(folder.id());
                if (link != null) {
                    var inbox = folder.isInbox();
                    var entry = new Entry(
                            inbox ? owner.isPerson() ? "user" : "users" : Folders.icon(folder),
                            inbox ? owner.name() : Folders.title(folder, this),
                            status == null ? 0 : number(folder, status),
                            true);
                    if (!entry.equals(entries.put(folder.id(), entry))) {
                        fill(link, new Icon(entry.icon), entry.title, entry.number, entry.bold);
                    }
                }
            }
        }
    }

    private void buildShared() {
        sharedLinks.keySet().forEach(entries::remove);
        sharedLinks.clear();
        others.removeAll();
        var group = "";
        for (var owner : owners) {
            var heading = owner.isPerson() ? "folders.people" : "folders.shared";
            if (!heading.equals(group)) {
                var line = new Div(new H4(getTranslation(heading)));
                line.addClassName("navh");
                others.add(line);
                group = heading;
            }
            if (owner.folders().stream().noneMatch(Mailbox::isInbox)) {
                var name = new Span(owner.name());
                name.addClassName("trunc");
                name.getElement().setAttribute("dir", "auto");
                var line = new Div(new Icon(owner.isPerson() ? "user" : "users"), name);
                line.addClassNames("f", "owner");
                others.add(line);
            }
            for (var folder : owner.folders()) {
                var link = owner.closed().contains(folder.id()) ? new Div() : link(folder);
                link.addClassName("f");
                link.setClassName("owner", owner.closed().contains(folder.id()));
                link.setClassName("in", !folder.isInbox());
                link.getElement().setAttribute("title", owner.name() + ": " + Folders.title(folder, this));
                sharedLinks.put(folder.id(), link);
                others.add(link);
            }
        }
        mark();
    }

    private static Anchor link(String address) {
        var link = new Anchor(address);
        link.addClassName("f");
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    private static Anchor link(Mailbox mailbox) {
        var link = link(new Source.Folder(mailbox).address(Place.NONE));
        link.getElement().setAttribute("data-mailbox", mailbox.id().toString());
        return link;
    }

    private Div withMenu(Component link, String name, String menu) {
        var more = new IconButton("ellipsis", getTranslation("folders.more", name));
        more.addClassNames("sm", "more");
        more.getElement().setAttribute("aria-haspopup", "menu").setAttribute("data-menu", menu);
        var line = new Div(link, more);
        line.addClassName("fr");
        return line;
    }

    private static long depth(Mailbox mailbox) {
        return mailbox.use() == null
                ? mailbox.name().chars().filter(c -> c == '/').count()
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

    private void fill(HtmlContainer link, Component sign, String title, int number, boolean bold) {
        link.removeAll();
        var name = new Span(title);
        name.addClassName("trunc");
        name.getElement().setAttribute("dir", "auto");
        link.add(sign, name);
        link.setClassName("new", number > 0 && bold);
        if (number > 0) {
            var count = new Span(NumberFormat.getIntegerInstance(getLocale()).format(number));
            count.addClassName("n");
            count.getElement().setAttribute("aria-label", getTranslation("folders.unread", number));
            link.add(count);
        }
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

    void setOpen(MailboxId mailbox) {
        open = mailbox;
        address = "";
        mark();
    }

    /** Marks the entry with this address, if there is one. */
    void setOpen(String of) {
        open = null;
        address = of;
        mark();
    }

    private void mark() {
        links.forEach((id, link) -> mark(link, id.equals(open)));
        sharedLinks.forEach((id, link) -> mark(link, id.equals(open)));
        views.forEach((of, link) -> mark(link, of.equals(address)));
    }

    private static void mark(HtmlContainer link, boolean on) {
        link.setClassName("on", on);
        if (on) {
            link.getElement().setAttribute("aria-current", "page");
        } else {
            link.getElement().removeAttribute("aria-current");
        }
    }
}
