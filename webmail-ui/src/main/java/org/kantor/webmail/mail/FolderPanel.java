package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.kantor.webmail.mail.FolderLines.Line;
import org.kantor.webmail.shell.ComposeButton;
import org.kantor.webmail.shell.Menu;

/**
 * "New message", the folders with their counts, and how much of the quota is used. Drafts count all messages, the others the unread ones. The reader's own
 * folders have a menu, on their button, the right mouse button and Shift F10; {@code folders.js} opens it and notes whose it is. The lines are {@link FolderLines}.
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
    private final FolderLines folders;
    private final FolderLines tags;
    private final FolderLines others;
    private final FolderLines overviews = new FolderLines("", () -> {});
    private final Div foot = new Div();
    private transient @Nullable Quotas quotas;

    /** @param below what stands under the folders */
    FolderPanel(Acts acts, Component below) {
        this.acts = acts;
        addClassName("nav");
        setAriaLabel(getTranslation("folders"));
        var button = new ComposeButton("pencil", getTranslation("mail.new"), acts::compose);
        folders = new FolderLines("new-folder", acts::create);
        tags = new FolderLines("new-label", acts::createLabel);
        others = new FolderLines("", () -> {});
        others.addClassName("shared");
        foot.addClassName("foot");
        overviews.addClassName("views");
        overviews.show(List.of(
                Line.view("mail/files", "paperclip", getTranslation("files.title")),
                Line.view("mail/subscriptions", "list", getTranslation("list.title"))));
        var scroll = new Div(folders, tags, others, overviews, below);
        scroll.addClassName("navs");
        add(button, scroll, foot, menu(), labelMenu());
        labels(List.of());
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
    final void labels(List<Label> shown) {
        var lines = new ArrayList<Line>();
        lines.add(Line.heading(getTranslation("labels"), getTranslation("labels.new")));
        for (var label : shown) {
            var address = Source.Labelled.of(label).address(Place.NONE);
            lines.add(new Line(
                    address,
                    address,
                    "",
                    LabelForm.style(label.hue()),
                    label.name(),
                    label.unread(),
                    true,
                    false,
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

    /** Shows these folders. */
    void show(List<Mailbox> mailboxes, Map<MailboxId, MailboxStatus> statuses) {
        var lines = new ArrayList<Line>();
        var heading = Line.heading(getTranslation("folders.other"), getTranslation("folders.new"));
        var order = new ArrayList<>(mailboxes);
        order.sort(Comparator.comparingInt(Folders::rank));
        for (var mailbox : order) {
            var own = FolderActions.own(mailbox);
            if (own && !lines.contains(heading)) {
                lines.add(heading);
            }
            var icon = Folders.icon(mailbox);
            lines.add(folder(
                    mailbox,
                    icon,
                    Folders.title(mailbox, this),
                    statuses.get(mailbox.id()),
                    icon.equals("folder") || mailbox.isInbox(),
                    depth(mailbox) > 0,
                    Folders.use(mailbox),
                    own ? MENU : "",
                    ""));
            if (mailbox.isInbox()) {
                lines.add(view(new Source.Starred(), "star"));
                lines.add(view(new Source.Due(), "flag"));
            } else if (mailbox.use() == SpecialUse.ARCHIVE) {
                lines.add(view(new Source.All(), "layers"));
            }
        }
        if (!lines.contains(heading)) {
            lines.add(heading);
        }
        folders.show(lines);
    }

    /** What the foot shows. */
    private record Quotas(Messages.Usage used, Quota limit) {}

    /** Shows what others share: shared mailboxes first, then other people's folders. */
    void shared(List<MailSide.Owner> owners, Map<MailboxId, MailboxStatus> statuses) {
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
                        true,
                        !inbox,
                        "",
                        "",
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
            boolean bold,
            boolean inside,
            String use,
            String menu,
            String tip) {
        var address = new Source.Folder(mailbox).address(Place.NONE);
        var number = status == null ? 0 : number(mailbox, status);
        var id = mailbox.id().toString();
        return new Line(address, address, icon, "", title, number, bold, inside, id, use, "", menu, tip, "");
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
