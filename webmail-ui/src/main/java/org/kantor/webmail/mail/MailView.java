package org.kantor.webmail.mail;

import com.vaadin.cdi.annotation.RouteScoped;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouteParameters;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Collection;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.tx.Transactions;
import org.kantor.webmail.composer.Writing;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.MessageDocument;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Ask;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.Toasts;

/** Mail: the folders at the side, the list of one folder, and the message that is open. The address names both: {@code mail/3/17}. */
@Route(value = "mail/:box?([0-9]+)/:message?([0-9]+)", layout = Shell.class)
@RouteAlias(value = "", layout = Shell.class)
@RouteScoped
public class MailView extends Div implements BeforeEnterObserver, SidePanel, HasDynamicTitle, FolderPanel.Acts {

    private static final long serialVersionUID = 1;
    private static final String BOX = "box";
    private static final String MESSAGE = "message";

    private final transient Mailboxes mailboxes;
    private final transient Messages messages;
    private final transient Account account;
    private final transient SignedIn signedIn;
    private final transient Clock clock;
    private final transient MessageContents contents;
    private final transient Set<String> mine;
    private final transient MailActions actions;
    private final transient FolderActions folderActions;
    private final Toasts toasts;
    private final transient Writing writing;
    private final FolderPanel folders;
    private final ListPane list;
    private final ReaderPane reader;
    private transient List<Mailbox> known = List.of();
    private transient Map<MailboxId, MailboxStatus> statuses = Map.of();
    private transient @Nullable Mailbox open;
    /** The UID of the message in the reading pane; 0 for none. */
    private long reading;

    @Inject
    public MailView(
            Mailboxes mailboxes,
            Messages messages,
            MessageContents contents,
            Directory directory,
            SignedIn signedIn,
            LiveChanges live,
            Toasts toasts,
            Writing writing,
            Transactions transactions,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.writing = writing;
        this.clock = clock;
        this.contents = contents;
        account = signedIn.account();
        mine = directory.addresses(account.id()).stream()
                .map(EmailAddress::key)
                .collect(Collectors.toUnmodifiableSet());
        var actor = signedIn.actor();
        actions = new MailActions(mailboxes, messages, account.id(), actor);
        folderActions = new FolderActions(mailboxes, messages, transactions, account.id(), actor);
        addClassName("mail");
        folders = new FolderPanel(this);
        list = new ListPane(
                this::act,
                this::openMessage,
                this::closedByReader,
                this::filter,
                this::compose,
                () -> getUI().ifPresent(ui -> ui.navigate(RecoverView.class)));
        reader = new ReaderPane();
        add(list, reader);
        live.watch(this, account.id(), this::changed);
    }

    static RouteParameters parameters(MailboxId mailbox) {
        return new RouteParameters(Map.of(BOX, mailbox.toString()));
    }

    @Override
    public Component sidePanel() {
        return folders;
    }

    @Override
    public String getPageTitle() {
        if (open == null) {
            return "Kantor";
        }
        var status = statuses.get(open.id());
        var name = Folders.title(open, this) + " - Kantor";
        return status == null || status.unseen() == 0 ? name : "(" + status.unseen() + ") " + name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        showFolders();
        var wanted = event.getRouteParameters()
                .getLong(BOX)
                .flatMap(id ->
                        known.stream().filter(box -> box.id().value() == id).findFirst())
                .orElseGet(() -> known.getFirst());
        if (!wanted.equals(open)) {
            openFolder(wanted, event.getUI());
        }
        long message = event.getRouteParameters().getLong(MESSAGE).orElse(0L);
        if (message != reading) {
            list.setOpen(message);
            if (list.row(message) >= 0) {
                openMessage(message);
                // that it has been read is told before this view listens
                refresh();
            } else {
                closeMessage();
            }
        }
    }

    private void openFolder(Mailbox mailbox, UI ui) {
        open = mailbox;
        closeMessage();
        folders.setOpen(mailbox.id());
        list.folders(known);
        list.show(new MessageList(messages, account.id(), mailbox, false, Dates.of(clock, ui)));
        counts();
    }

    private void filter(boolean unreadOnly) {
        if (open != null) {
            list.show(new MessageList(messages, account.id(), open, unreadOnly, Dates.of(clock, UI.getCurrent())));
        }
    }

    private void counts() {
        var status = open == null ? null : statuses.get(open.id());
        if (status != null) {
            list.setCounts(status.messages(), status.unseen());
        }
        getUI().ifPresent(ui -> ui.getPage().setTitle(getPageTitle()));
    }

    @Override
    public void compose() {
        writing.newMessage(List.of());
    }

    @Override
    public void create() {
        add(new FolderForm(
                getTranslation("folders.new"), getTranslation("folders.create"), "", name -> made("", name)));
    }

    @Override
    public void createIn(MailboxId parent) {
        own(parent)
                .ifPresent(box -> add(new FolderForm(
                        getTranslation("folders.newIn", Folders.lastLevel(box)),
                        getTranslation("folders.create"),
                        "",
                        name -> made(box.name(), name))));
    }

    private void made(String parent, String name) {
        var made = folderActions.create(parent, name);
        refresh();
        toasts.tell("folder-plus", getTranslation("folders.created", Folders.lastLevel(made)));
    }

    @Override
    public void rename(MailboxId folder) {
        own(folder)
                .ifPresent(box -> add(new FolderForm(
                        getTranslation("folders.rename"),
                        getTranslation("folders.rename.do"),
                        Folders.lastLevel(box),
                        name -> {
                            folderActions.rename(folder, name);
                            refresh();
                        })));
    }

    @Override
    public void delete(MailboxId folder) {
        own(folder).ifPresent(box -> {
            try {
                var undo = folderActions.delete(folder);
                toasts.undoable(
                        "trash-2", getTranslation("folders.deleted", Folders.lastLevel(box)), undo, this::refresh);
            } catch (Refused e) {
                toasts.failed(e.sentence());
            }
            refresh();
        });
    }

    private Optional<Mailbox> own(MailboxId folder) {
        return known.stream()
                .filter(box -> box.id().equals(folder) && FolderActions.own(box))
                .findFirst();
    }

    private void showFolders() {
        known = mailboxes.list(account.id());
        statuses = mailboxes.statuses(account.id());
        folders.show(known, statuses);
        folders.quota(messages.usage(account.id()), signedIn.account().quota());
    }

    private void changed(Set<Collection> collections) {
        if (collections.stream().anyMatch(collection -> collection.kind() == Collection.Kind.MAILBOX)) {
            refresh();
        }
    }

    private void openMessage(long uid) {
        var box = open;
        var number = list.message(uid);
        if (box == null) {
            return;
        }
        if (box.use() == SpecialUse.DRAFTS) {
            list.setOpen(0);
            source(uid).ifPresent(writing::edit);
            return;
        }
        address(box, uid, reading == 0);
        reading = uid;
        addClassName("reading");
        try {
            reader.show(box, read(uid, number, false), answers(uid));
            reader.position(list.row(uid), list.size());
            if ((list.flags(uid) & Flags.SEEN) == 0) {
                actions.seen(box.id(), new long[] {uid}, true);
            }
        } catch (Refused e) {
            reader.failed(getTranslation("reader.gone"));
        }
    }

    /** Writes what is open into the address. The first message opened is a step that the browser's Back undoes; going on to the next one is none. */
    private void address(Mailbox box, long uid, boolean step) {
        getUI().ifPresent(ui -> {
            var location = "mail/" + box.id() + (uid == 0 ? "" : "/" + uid);
            if (step) {
                ui.getPage().getHistory().pushState(null, location);
            } else {
                ui.getPage().getHistory().replaceState(null, location);
            }
        });
    }

    private OpenMessage read(long uid, long number, boolean remoteImages) {
        var stored = messages.stored(account.id(), new long[] {number}).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such message."));
        var reading = contents.reading(account.id(), number);
        var document = MessageDocument.of(
                reading, (section, name) -> section, new MessageDocument.Options(remoteImages, false, false));
        var sent = stored.parsed().sentDate();
        return new OpenMessage(
                uid,
                number,
                list.flags(uid) | Flags.SEEN,
                sent == null ? list.arrived(uid) : sent,
                stored.parsed(),
                reading,
                mine,
                document.blockedImages(),
                document.trackers(),
                remoteImages,
                Dates.of(clock, UI.getCurrent()));
    }

    private OpenMessage.Acts answers(long uid) {
        return new OpenMessage.Acts() {
            @Override
            public void answer(ReaderPane.Answer answer) {
                source(uid).ifPresent(source -> {
                    switch (answer) {
                        case REPLY -> writing.reply(source, false);
                        case REPLY_ALL -> writing.reply(source, true);
                        case FORWARD -> writing.forward(source);
                    }
                });
            }

            @Override
            public void showImages() {
                if (open != null) {
                    reader.show(open, read(uid, list.message(uid), true), this);
                }
            }

            @Override
            public void write(Person to) {
                writing.newMessage(List.of(to));
            }
        };
    }

    /** The message as the source of an answer; empty when it is not here any more. */
    private Optional<Writing.Source> source(long uid) {
        var number = list.message(uid);
        var box = open;
        if (box == null || number == 0) {
            return Optional.empty();
        }
        return messages.stored(account.id(), new long[] {number}).stream()
                .findFirst()
                .map(stored -> new Writing.Source(
                        box.id(), uid, number, stored.parsed(), contents.reading(account.id(), number)));
    }

    private void closedByReader() {
        if (open != null && reading != 0) {
            address(open, 0, false);
        }
        closeMessage();
    }

    private void closeMessage() {
        reading = 0;
        removeClassName("reading");
        reader.close();
    }

    private void act(String action, long[] uids, long target) {
        var box = open;
        if (box == null) {
            return;
        }
        var junk = box.use() == SpecialUse.JUNK;
        try {
            switch (action) {
                case "archive" -> moved(actions.moveTo(SpecialUse.ARCHIVE, box.id(), uids), "mail.archived", "archive");
                case "delete" -> moved(actions.moveTo(SpecialUse.TRASH, box.id(), uids), "mail.deleted", "trash-2");
                case "purge" -> purge(box, uids);
                case "spam" -> {
                    if (junk) {
                        moved(actions.moveToInbox(box.id(), uids), "mail.notSpam", "inbox");
                    } else {
                        moved(actions.moveTo(SpecialUse.JUNK, box.id(), uids), "mail.spam", "octagon-alert");
                    }
                }
                case "move" -> moved(actions.move(box.id(), uids, new MailboxId(target)), "mail.moved", "folder-input");
                case "read", "unread" -> actions.seen(box.id(), uids, action.equals("read"));
                case "star", "unstar" -> actions.flag(box.id(), uids, Flags.FLAGGED, action.equals("star"));
                default -> {}
            }
        } catch (Refused e) {
            toasts.failed(e.sentence());
            list.restore();
        }
        refresh();
    }

    private void purge(Mailbox box, long[] uids) {
        Ask.about(
                this,
                getTranslation("purge.title", uids.length),
                getTranslation("purge.text"),
                getTranslation("purge.do", uids.length),
                () -> {
                    actions.removeForGood(box.id(), uids);
                    if (Arrays.stream(uids).anyMatch(uid -> uid == reading)) {
                        list.setOpen(0);
                        closeMessage();
                    }
                    list.clearPicked();
                    refresh();
                });
    }

    private void refresh() {
        showFolders();
        var box = open;
        var now = known.stream()
                .filter(other -> box != null && other.id().equals(box.id()))
                .findFirst();
        if (box != null && now.isEmpty()) {
            getUI().ifPresent(ui ->
                    ui.navigate(MailView.class, parameters(known.getFirst().id())));
            return;
        }
        if (now.isPresent() && !now.get().equals(box)) {
            open = now.get();
            list.renamed(now.get());
        }
        list.folders(known);
        counts();
        list.update();
        if (reading != 0) {
            reader.position(list.row(reading), list.size());
            reader.flags(list.flags(reading));
        }
    }

    private void moved(MailActions.Moved moved, String key, String icon) {
        toasts.undoable(
                icon, getTranslation(key, moved.count(), Folders.title(moved.to(), this)), moved.undo(), this::refresh);
    }
}
