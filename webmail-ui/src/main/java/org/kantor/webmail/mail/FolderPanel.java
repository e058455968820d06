package org.kantor.webmail.mail;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Quota;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Messages;
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

    /** What can be done with folders. */
    interface Acts {
        void compose();

        void create();

        void createIn(MailboxId parent);

        void rename(MailboxId folder);

        void delete(MailboxId folder);
    }

    private final transient Acts acts;
    private final Div folders = new Div();
    private final Div foot = new Div();
    private final transient Map<MailboxId, RouterLink> links = new HashMap<>();
    private transient List<Mailbox> shown = List.of();
    private transient @Nullable MailboxId open;

    FolderPanel(Acts acts) {
        this.acts = acts;
        addClassName("nav");
        setAriaLabel(getTranslation("folders"));
        var button = new ComposeButton("pencil", getTranslation("mail.new"), acts::compose);
        folders.addClassName("folders");
        foot.addClassName("foot");
        add(button, folders, foot, menu());
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
                count(link, Folders.title(mailbox, this), icon(mailbox), number(mailbox, status));
            }
        }
    }

    private void build(List<Mailbox> mailboxes) {
        shown = List.copyOf(mailboxes);
        links.clear();
        folders.removeAll();
        var order = new ArrayList<>(mailboxes);
        order.sort(Comparator.comparingInt(Folders::rank));
        var heading = heading();
        for (var mailbox : order) {
            if (FolderActions.own(mailbox) && heading.getParent().isEmpty()) {
                folders.add(heading);
            }
            var link = new RouterLink();
            link.setRoute(MailView.class, MailView.parameters(mailbox.id()));
            link.addClassName("f");
            link.getElement().setAttribute("data-mailbox", mailbox.id().toString());
            link.setClassName("in", depth(mailbox) > 0);
            links.put(mailbox.id(), link);
            folders.add(FolderActions.own(mailbox) ? withMenu(link, mailbox) : link);
        }
        if (heading.getParent().isEmpty()) {
            folders.add(heading);
        }
        mark();
    }

    private Div withMenu(RouterLink link, Mailbox mailbox) {
        var more = new IconButton("ellipsis", getTranslation("folders.more", Folders.lastLevel(mailbox)));
        more.addClassNames("sm", "more");
        more.getElement().setAttribute("aria-haspopup", "menu").setAttribute("data-menu", MENU);
        var line = new Div(link, more);
        line.addClassName("fr");
        return line;
    }

    private static long depth(Mailbox mailbox) {
        return mailbox.use() == null
                ? mailbox.name().chars().filter(c -> c == '/').count()
                : 0;
    }

    private static String icon(Mailbox mailbox) {
        return Folders.icon(mailbox);
    }

    private static int number(Mailbox mailbox, MailboxStatus status) {
        var use = mailbox.use();
        if (use == null) {
            return status.unseen();
        }
        return switch (use) {
            case DRAFTS -> status.messages();
            case SENT, ARCHIVE, TRASH -> 0;
            case IMPORTANT, JUNK -> status.unseen();
        };
    }

    private void count(RouterLink link, String title, String icon, int number) {
        link.removeAll();
        var name = new Span(title);
        name.addClassName("trunc");
        name.getElement().setAttribute("dir", "auto");
        link.add(new Icon(icon), name);
        link.setClassName("new", number > 0 && icon.equals("folder"));
        if (number > 0) {
            var count = new Span(NumberFormat.getIntegerInstance(getLocale()).format(number));
            count.addClassName("n");
            count.getElement().setAttribute("aria-label", getTranslation("folders.unread", number));
            link.add(count);
        }
    }

    /** Shows what is scarcer, octets or messages. */
    void quota(Messages.Usage used, Quota limit) {
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
        mark();
    }

    private void mark() {
        links.forEach((id, link) -> {
            var on = id.equals(open);
            link.setClassName("on", on);
            if (on) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
    }
}
