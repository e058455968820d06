package org.kantor.webmail.mail;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.webmail.shell.Icon;

/** "New message", the folders with their counts, and how much of the quota is used. Drafts count all messages, the others the unread ones. */
class FolderPanel extends Nav {

    private static final long serialVersionUID = 1;

    private final Div folders = new Div();
    private final Div foot = new Div();
    private final transient Map<MailboxId, RouterLink> links = new HashMap<>();
    private transient List<Mailbox> shown = List.of();
    private transient @Nullable MailboxId open;

    FolderPanel(Runnable compose) {
        addClassName("nav");
        setAriaLabel(getTranslation("folders"));
        var button = new NativeButton();
        button.addClassNames("btn", "primary", "compose");
        button.setId("compose");
        var key = new Span("C");
        key.addClassName("kbd");
        key.getElement().setAttribute("aria-hidden", "true");
        button.add(new Icon("pencil"), new Span(getTranslation("mail.new")), key);
        button.addClickListener(event -> compose.run());
        folders.addClassName("folders");
        foot.addClassName("foot");
        add(button, folders, foot);
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
        var heading = false;
        for (var mailbox : order) {
            if (!heading && Folders.rank(mailbox) == Integer.MAX_VALUE) {
                folders.add(new H4(getTranslation("folders.other")));
                heading = true;
            }
            var link = new RouterLink();
            link.setRoute(MailView.class, MailView.parameters(mailbox.id()));
            link.addClassName("f");
            link.getElement().setAttribute("data-mailbox", mailbox.id().toString());
            link.setClassName("in", depth(mailbox) > 0);
            links.put(mailbox.id(), link);
            folders.add(link);
        }
        mark();
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
            case JUNK -> status.unseen();
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

    void quota(long used, long limit) {
        foot.removeAll();
        var locale = getLocale();
        if (limit <= 0) {
            foot.setText(getTranslation("quota.used", Sizes.text(used, locale)));
            return;
        }
        var text = new Span(getTranslation("quota.of", Sizes.text(used, locale), Sizes.text(limit, locale)));
        var bar = new Div();
        bar.addClassName("quota");
        bar.getElement().setAttribute("role", "presentation");
        var filled = new HtmlComponent("i");
        filled.getElement().getStyle().set("width", Math.min(100, 100 * used / limit) + "%");
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
