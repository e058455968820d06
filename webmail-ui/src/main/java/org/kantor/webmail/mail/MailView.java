package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Collection;
import org.kantor.directory.Account;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.SpecialUse;
import org.kantor.settings.Settings;
import org.kantor.webmail.composer.Writing;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.mail.MailActions.Done;
import org.kantor.webmail.mail.MailActions.Step;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Ask;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.PreferenceChanged;
import org.kantor.webmail.shell.Preferences;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.SidePanel;
import org.kantor.webmail.shell.Toasts;

/** Mail: the folders at the side, the list of one folder, and the message that is open. The address names both: {@code mail/3/17}. */
@Route(value = "mail/:box?([0-9]+)/:message?([0-9]+)", layout = Shell.class)
@RouteAlias(value = "", layout = Shell.class)
public class MailView extends Div implements BeforeEnterObserver, SidePanel, HasDynamicTitle {

    private static final long serialVersionUID = 1;
    private static final String BOX = "box";
    private static final String MESSAGE = "message";

    private final transient Messages messages;
    private final transient Account account;
    private final transient SignedIn signedIn;
    private final transient Clock clock;
    private final transient MessageContents contents;
    private final transient MessageOpener opener;
    private final transient Desk desk = new Desk();
    private final transient MailActions actions;
    private final transient Snoozing snoozing;
    private final transient Labels labels;
    private final transient Conversations conversations;
    private final transient Settings settings;
    private final transient BulkWork bulk;
    private final Toasts toasts;
    private final transient Writing writing;
    private final transient MailSide side;
    private final ListPane list;
    private final ReaderPane reader;
    private transient @Nullable Mailbox open;
    /** The UID of the message in the reading pane; 0 for none. */
    private long reading;

    private long readingMessage;

    @Inject
    public MailView(
            Mailboxes mailboxes,
            Messages messages,
            Conversations conversations,
            Settings settings,
            BulkWork bulk,
            MessageContents contents,
            MessageOpener opener,
            SignedIn signedIn,
            LiveChanges live,
            Toasts toasts,
            Writing writing,
            MailSide side,
            Labels labels,
            Snoozing snoozing,
            Clock clock) {
        this.messages = messages;
        this.conversations = conversations;
        this.settings = settings;
        this.bulk = bulk;
        this.side = side;
        this.labels = labels;
        this.snoozing = snoozing;
        this.signedIn = signedIn;
        this.toasts = toasts;
        this.writing = writing;
        this.clock = clock;
        this.contents = contents;
        this.opener = opener;
        account = signedIn.account();
        var actor = signedIn.actor();
        actions = new MailActions(mailboxes, messages, snoozing, account.id(), actor);
        addClassName("mail");
        side.whenChanged(this::refresh);
        list = new ListPane(
                this::act,
                this::openMessage,
                this::closedByReader,
                this::filter,
                side::compose,
                () -> getUI().ifPresent(ui -> ui.navigate(RecoverView.class)));
        reader = new ReaderPane(opener);
        add(list, reader);
        live.watch(this, account.id(), this::changed);
        addAttachListener(event -> {
            var listening = ComponentUtil.addListener(event.getUI(), PreferenceChanged.class, this::preferred);
            addDetachListener(gone -> {
                gone.unregisterListener();
                listening.remove();
            });
        });
    }

    static RouteParameters parameters(MailboxId mailbox) {
        return new RouteParameters(Map.of(BOX, mailbox.toString()));
    }

    @Override
    public Component sidePanel() {
        return side.panel();
    }

    @Override
    public String getPageTitle() {
        if (open == null) {
            return "Kantor";
        }
        var status = side.statuses().get(open.id());
        var name = Folders.title(open, this) + " - Kantor";
        return status == null || status.unseen() == 0 ? name : "(" + status.unseen() + ") " + name;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        side.show();
        var wanted = event.getRouteParameters()
                .getLong(BOX)
                .flatMap(id -> side.folders().stream()
                        .filter(box -> box.id().value() == id)
                        .findFirst())
                .orElseGet(() -> side.folders().getFirst());
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
        side.setOpen(mailbox);
        list.folders(side.folders());
        list.labels(side.labels());
        list.show(list(mailbox, false, ui));
        counts();
    }

    private void filter(boolean unreadOnly) {
        if (open != null) {
            list.show(list(open, unreadOnly, UI.getCurrent()));
        }
    }

    private MessageList list(Mailbox mailbox, boolean unreadOnly, UI ui) {
        var threading = threaded() ? new Threading(conversations, opener.mine(), getTranslation("mail.me")) : null;
        return new MessageList(
                messages,
                threading,
                Folders.isSnoozed(mailbox) ? snoozing : null,
                account.id(),
                mailbox,
                unreadOnly,
                Dates.of(clock, ui));
    }

    private boolean threaded() {
        return settings.get(account.id(), Preferences.CONVERSATIONS);
    }

    private void preferred(PreferenceChanged change) {
        if (change.name().equals("conversations")) {
            closedByReader();
            filter(false);
        }
    }

    private void counts() {
        var status = open == null ? null : side.statuses().get(open.id());
        if (status != null) {
            list.setCounts(status.unseen());
        }
        getUI().ifPresent(ui -> ui.getPage().setTitle(getPageTitle()));
    }

    private void changed(Set<Collection> collections) {
        if (collections.stream().anyMatch(collection -> collection.kind() == Collection.Kind.MAILBOX)) {
            refresh();
            if (collections.stream().anyMatch(this::elsewhere)) {
                list.elsewhere();
            }
        }
    }

    private boolean elsewhere(Collection collection) {
        var box = open;
        return box != null
                && collection.kind() == Collection.Kind.MAILBOX
                && collection.id() != 0
                && collection.id() != box.id().value();
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
        if (box.use() == SpecialUse.SCHEDULED) {
            list.setOpen(0);
            source(uid).ifPresent(writing::scheduled);
            return;
        }
        address(box, uid, reading == 0);
        reading = uid;
        readingMessage = number;
        addClassName("reading");
        try {
            reader.show(box, conversation(box, uid, number), number, desk);
            reader.position(list.row(uid), list.size());
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

    /** The open message among those it belongs with. */
    private List<Member> conversation(Mailbox box, long uid, long number) {
        var members = conversations.conversation(account.id(), number, box.id());
        if (members.stream().anyMatch(member -> member.message() == number)) {
            return members;
        }
        return List.of(new Member(
                0, box.id(), box.use(), uid, number, list.flags(uid), Set.of(), list.arrived(uid), "", "", false));
    }

    private void updateConversation() {
        if (open != null && readingMessage != 0) {
            var members = conversations.conversation(account.id(), readingMessage, open.id());
            if (members.stream().anyMatch(member -> member.message() == readingMessage)) {
                reader.update(members);
            }
        }
    }

    /** What the reading pane asks for. */
    private final class Desk implements ConversationStack.Desk {

        @Override
        public OpenMessage open(Member member, boolean remoteImages) {
            return opener.open(
                    member.uid(), member.message(), member.flags() | Flags.SEEN, member.internalDate(), remoteImages);
        }

        @Override
        public OpenMessage.Acts acts(Member member, Runnable withImages) {
            return new OpenMessage.Acts() {
                @Override
                public void answer(ReaderPane.Answer answer) {
                    source(member.mailbox(), member.uid(), member.message()).ifPresent(source -> {
                        switch (answer) {
                            case REPLY -> writing.reply(source, false);
                            case REPLY_ALL -> writing.reply(source, true);
                            case FORWARD -> writing.forward(source);
                        }
                    });
                }

                @Override
                public void showImages() {
                    withImages.run();
                }

                @Override
                public void write(Person to) {
                    writing.newMessage(List.of(to));
                }

                @Override
                public void star(boolean on) {
                    actions.flag(member.mailbox(), Flags.FLAGGED, on).with(new long[] {member.uid()});
                }
            };
        }

        @Override
        public Map<Long, Messages.Summary> summaries(long[] numbers) {
            return messages.summaries(account.id(), numbers).stream()
                    .collect(Collectors.toMap(Messages.Summary::message, summary -> summary, (one, same) -> one));
        }

        @Override
        public void shown(List<Member> members) {
            members.stream()
                    .filter(member -> (member.flags() & Flags.SEEN) == 0)
                    .collect(Collectors.groupingBy(Member::mailbox))
                    .forEach((box, unread) -> actions.seen(
                            box, unread.stream().mapToLong(Member::uid).sorted().toArray()));
        }

        @Override
        public boolean isMine(String address) {
            return opener.isMine(address);
        }

        @Override
        public Dates dates() {
            return Dates.of(clock, UI.getCurrent());
        }
    }

    /** The message as the source of an answer; empty when it is not here any more. */
    private Optional<Writing.Source> source(long uid) {
        var number = list.message(uid);
        var box = open;
        return box == null || number == 0 ? Optional.empty() : source(box.id(), uid, number);
    }

    private Optional<Writing.Source> source(MailboxId box, long uid, long number) {
        return messages.stored(account.id(), new long[] {number}).stream()
                .findFirst()
                .map(stored ->
                        new Writing.Source(box, uid, number, stored.parsed(), contents.reading(account.id(), number)));
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

    /** What can be done with messages, and what is told then: a text with the number of messages and the name of a folder. */
    private record Act(Step step, String text, String icon, String folder) {}

    private void act(ListPane.Asked asked) {
        var box = open;
        if (box == null) {
            return;
        }
        var rows = asked.everything() ? list.everything() : asked.uids();
        // a star is set on, and unread becomes, the newest message of a conversation
        var newestOnly = !asked.everything()
                && (asked.action().equals("star") || asked.action().equals("unread"));
        var uids = newestOnly ? rows : list.all(rows);
        try {
            if (asked.action().equals("purge")) {
                purge(box, uids);
            } else {
                perform(what(box, asked), uids);
            }
        } catch (Refused e) {
            toasts.failed(e.sentence());
            list.restore();
        }
        refresh();
    }

    private Act what(Mailbox box, ListPane.Asked asked) {
        return switch (asked.action()) {
            case "archive" -> move(box, actions.folder(SpecialUse.ARCHIVE), "mail.archived", "archive");
            case "delete" -> move(box, actions.folder(SpecialUse.TRASH), "mail.deleted", "trash-2");
            case "spam" ->
                box.use() == SpecialUse.JUNK
                        ? move(box, actions.inbox(), "mail.notSpam", "inbox")
                        : move(box, actions.folder(SpecialUse.JUNK), "mail.spam", "octagon-alert");
            case "move" -> move(box, actions.folder(new MailboxId(asked.target())), "mail.moved", "folder-input");
            case "snooze" -> {
                var until = Instant.ofEpochMilli(asked.target());
                yield new Act(
                        actions.snooze(box.id(), until),
                        "mail.snoozed",
                        "clock",
                        Dates.of(clock, UI.getCurrent()).soon(until));
            }
            case "mute" -> {
                var archive = actions.folder(SpecialUse.ARCHIVE);
                yield new Act(actions.mute(box.id(), archive.id()), "mail.muted", "bell-off", "");
            }
            case "label", "unlabel" -> label(box, asked.label(), asked.action().equals("label"));
            case "newlabel" -> {
                var hues = Labels.Hue.values();
                var hue = hues[side.labels().size() % hues.length];
                var made = labels.create(account.id(), asked.label(), hue, signedIn.actor());
                side.show();
                yield label(box, made.keyword(), true);
            }
            case "read" -> flag(box, Flags.SEEN, true, "mail.didRead", "mail-open");
            case "unread" -> flag(box, Flags.SEEN, false, "mail.didUnread", "mail");
            case "star" -> flag(box, Flags.FLAGGED, true, "mail.didStar", "star");
            case "unstar" -> flag(box, Flags.FLAGGED, false, "mail.didUnstar", "star");
            default -> throw new Refused(Refused.Code.BAD_VALUE, "There is no such action.");
        };
    }

    private Act label(Mailbox box, String keyword, boolean on) {
        var name = side.labels().stream()
                .filter(label -> label.keyword().equals(keyword))
                .map(Labels.Label::name)
                .findFirst()
                .orElse(keyword);
        return new Act(actions.keyword(box.id(), keyword, on), on ? "mail.labelled" : "mail.unlabelled", "tag", name);
    }

    private Act move(Mailbox from, Mailbox to, String text, String icon) {
        return new Act(actions.move(from.id(), to.id()), text, icon, Folders.title(to, this));
    }

    private Act flag(Mailbox in, int flag, boolean on, String text, String icon) {
        return new Act(actions.flag(in.id(), flag, on), text, icon, "");
    }

    private void perform(Act act, long[] uids) {
        if (uids.length <= BulkWork.BATCH) {
            var done = act.step().with(uids);
            if (done.count() > 0) {
                toasts.undoable(act.icon(), text(act, done.count()), done.undo(), this::refresh);
            }
            return;
        }
        var parts = new ArrayList<Supplier<Done>>();
        for (var from = 0; from < uids.length; from += BulkWork.BATCH) {
            var batch = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + BulkWork.BATCH));
            parts.add(() -> act.step().with(batch));
        }
        inBatches(parts, uids.length, outcome -> {
            if (outcome.messages() > 0) {
                toasts.undoable(
                        act.icon(),
                        text(act, outcome.messages()),
                        () -> inBatches(outcome.undo(), outcome.messages(), undone -> {}));
            }
        });
    }

    private String text(Act act, int messages) {
        return getTranslation(act.text(), messages, act.folder());
    }

    private void inBatches(List<Supplier<Done>> parts, int messages, Consumer<BulkWork.Outcome> then) {
        var ui = UI.getCurrent();
        var running = new AtomicReference<BulkWork.@Nullable Running>();
        var bar = new BulkBar(messages, () -> {
            var now = running.get();
            if (now != null) {
                now.stop();
            }
        });
        list.working(bar);
        running.set(bulk.start(ui, parts, new BulkWork.Watcher() {
            @Override
            public void at(int messages) {
                bar.at(messages);
            }

            @Override
            public void ended(BulkWork.Outcome outcome, @Nullable Refused refused) {
                bar.removeFromParent();
                then.accept(outcome);
                if (refused != null) {
                    toasts.failed(refused.sentence());
                }
                list.restore();
                refresh();
            }
        }));
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
        side.show();
        var box = open;
        var now = side.folders().stream()
                .filter(other -> box != null && other.id().equals(box.id()))
                .findFirst();
        if (box != null && now.isEmpty()) {
            getUI().ifPresent(ui -> ui.navigate(
                    MailView.class, parameters(side.folders().getFirst().id())));
            return;
        }
        if (now.isPresent() && !now.get().equals(box)) {
            open = now.get();
            list.renamed(now.get());
        }
        list.folders(side.folders());
        list.labels(side.labels());
        counts();
        list.update();
        if (reading != 0) {
            reader.position(list.row(reading), list.size());
            reader.flags(list.flags(reading));
            updateConversation();
        }
    }
}
