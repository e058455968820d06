package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Person;
import org.kantor.mail.compose.ReadReceipt;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Recovery;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.SpecialUse;
import org.kantor.settings.Settings;
import org.kantor.tx.Transactions;
import org.kantor.webmail.composer.Writing;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.MessageDocument;
import org.kantor.webmail.content.MessageLinks;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.PreferenceChanged;
import org.kantor.webmail.shell.Preferences;
import org.kantor.webmail.shell.Toasts;

/**
 * A list and the message that is open in it, with everything that can be done with both, whatever the list's rows come from. A view has one of its own, gives it what to show, and writes
 * the address.
 */
@Dependent
public class MailDesk extends Div {

    private static final long serialVersionUID = 1;

    /** Where lies what is not mail that a person was sent. */
    private static final Set<SpecialUse> NO_RECEIPTS =
            EnumSet.of(SpecialUse.DRAFTS, SpecialUse.SENT, SpecialUse.SCHEDULED, SpecialUse.JUNK, SpecialUse.TRASH);

    private final transient Messages messages;
    private final transient Account account;
    private final transient Clock clock;
    private final transient MessageContents contents;
    private final transient MessageOpener opener;
    private final transient ReaderDesk readerDesk = new ReaderDesk();
    private final transient MailActions actions;
    private final transient MessageLists lists;
    private final transient DueDates dueDates;
    private final transient Conversations conversations;
    private final transient Settings settings;
    private final transient MailVerbs verbs;
    private final transient Writing writing;
    private final ListPane list;
    private final ReaderPane reader;
    private transient @Nullable MailSide side;
    private transient BooleanSupplier stands = () -> true;
    private transient Supplier<MailSearch.Found> search = () -> new MailSearch.Found(List.of(), 0, true);
    private transient @Nullable Source source;
    /** The message in the reading pane. */
    private transient Place reading = Place.NONE;

    private long readingMessage;

    @Inject
    public MailDesk(
            Sharing sharing,
            Settings settings,
            Transactions transactions,
            BulkWork bulk,
            MessageContents contents,
            MessageOpener opener,
            SignedIn signedIn,
            Toasts toasts,
            Writing writing,
            Labels labels,
            Snoozing snoozing,
            DueDates dueDates,
            Recovery recovery,
            Clock clock) {
        account = signedIn.account();
        messages = sharing.messages(account.id());
        conversations = sharing.conversations(account.id());
        this.settings = settings;
        this.dueDates = dueDates;
        this.writing = writing;
        this.clock = clock;
        this.contents = contents;
        this.opener = opener;
        actions = new MailActions(sharing, snoozing, dueDates, transactions, account.id(), signedIn.actor());
        lists = new MessageLists(account.id(), messages, conversations, snoozing, dueDates, opener, clock, this);
        addClassName("mail");
        list = new ListPane(
                this::act,
                () -> toasts.failed(getTranslation("mail.changed")),
                this::openMessage,
                (place, answer) -> answer(place, list().message(place), answer),
                this::opening,
                this::closedByReader,
                this::filter,
                () -> writing.newMessage(List.of()),
                () -> getUI().ifPresent(ui -> ui.navigate(RecoverView.class)));
        verbs = new MailVerbs(
                actions, labels, recovery, transactions, bulk, signedIn, toasts, clock, list, new VerbDesk());
        reader = new ReaderPane(opener);
        var splitter = new HtmlComponent("k-splitter");
        splitter.getElement().setAttribute("aria-label", getTranslation("look.splitter"));
        add(list, splitter, reader);
        addAttachListener(event -> {
            var listening = ComponentUtil.addListener(event.getUI(), PreferenceChanged.class, this::preferred);
            addDetachListener(gone -> {
                gone.unregisterListener();
                listening.remove();
            });
        });
    }

    /**
     * Where the desk stands.
     *
     * @param stillThere asked after folders and labels have been read anew; answers whether what is shown is still there
     */
    void at(MailSide beside, BooleanSupplier stillThere) {
        side = beside;
        stands = stillThere;
    }

    private Limits limits() {
        return new Limits(account.id(), side());
    }

    ListPane list() {
        return list;
    }

    private MailSide side() {
        var beside = side;
        if (beside == null) {
            throw new IllegalStateException("The desk stands nowhere.");
        }
        return beside;
    }

    /** What is shown; null before there is anything. */
    @Nullable
    Source source() {
        return source;
    }

    /** Shows what a list comes from, from its top, with nothing open. */
    void show(Source from, UI ui) {
        source = from;
        closeMessage();
        surroundings();
        list.show(listed(from, Tab.ALL, ui));
        counts();
    }

    /** Tells the list what there is to move to and to label with, and what must not be done. */
    private void surroundings() {
        if (source instanceof Source.Folder(var folder) && folder.account().equals(account.id())) {
            side().adopt(folder.id());
        }
        list.folders(side(), limits());
        list.labels(side().labels());
        list.denied(
                source instanceof Source.Folder(var folder) ? limits().denied(folder) : Map.of(),
                source instanceof Source.Folder(var folder) ? side().owner(folder) : "");
    }

    /** Shows what a search finds; it is run again whenever mail changes. */
    void show(Source.Found from, Supplier<MailSearch.Found> find, UI ui) {
        search = find;
        show(from, ui);
    }

    /** The source is called otherwise now. */
    void renamed(Source now) {
        source = now;
        list.renamed(now);
    }

    /** Opens a message of the list, or none, because the address says so. */
    void open(Place place) {
        if (!place.equals(reading)) {
            list.setOpen(place);
            if (list.row(place) >= 0) {
                openMessage(place);
                // that it has been read is told before this view listens
                refresh();
            } else {
                closeMessage();
            }
        }
    }

    /** Whether what was searched was found in everything, or only in what the index knows so far. */
    boolean complete() {
        return list.complete();
    }

    int total() {
        return list.size();
    }

    private void filter(Tab tab) {
        var from = source;
        if (from != null) {
            list.show(listed(from, tab, UI.getCurrent()));
            if (!reading.isNone()) {
                list.setOpen(reading);
                reader.position(list.row(reading), list.size());
            }
        }
    }

    private MessageList listed(Source from, Tab tab, UI ui) {
        return lists.of(from, tab, threaded(), search, side(), Dates.of(clock, ui));
    }

    private boolean threaded() {
        return settings.get(account.id(), Preferences.CONVERSATIONS);
    }

    private void preferred(PreferenceChanged change) {
        if (change.name().equals("conversations")) {
            closedByReader();
            filter(list.tab());
        }
    }

    private void counts() {
        if (source instanceof Source.Folder(var mailbox)) {
            var status = side().statuses().get(mailbox.id());
            list.setCounts(status == null ? 0 : status.unseen());
        } else {
            list.setCounts(0);
        }
    }

    /** Messages of the conversations here may have changed in other folders. */
    void elsewhere() {
        list.elsewhere();
    }

    /** Something may have changed that stands beside the messages, such as when they are to be dealt with. */
    void redraw() {
        list.redraw();
    }

    private Optional<Mailbox> folder(MailboxId id) {
        return side().folder(id);
    }

    private void openMessage(Place place) {
        var number = list.message(place);
        var folder = folder(place.mailbox()).orElse(null);
        if (folder == null) {
            return;
        }
        var scheduled = isScheduled(folder);
        var leaves = scheduled ? writing.scheduled(number, this::left) : Optional.<Component>empty();
        // what another client put among the scheduled ones is a draft: nobody said that it should leave
        if (folder.account().equals(account.id()) && folder.use() == SpecialUse.DRAFTS
                || scheduled && leaves.isEmpty()) {
            list.setOpen(Place.NONE);
            source(place, number).ifPresent(writing::edit);
            return;
        }
        address(place, reading.isNone());
        reading = place;
        readingMessage = number;
        addClassName("reading");
        try {
            var members = conversation(place, number);
            reader.show(folder, members, number, readerDesk);
            leaves.ifPresent(reader::leaves);
            marks(members);
            reader.position(list.row(place), list.size());
            list.allow();
        } catch (Refused e) {
            reader.failed(getTranslation("reader.gone"));
        }
    }

    private boolean isScheduled(Mailbox folder) {
        return folder.use() == SpecialUse.SCHEDULED && folder.account().equals(account.id());
    }

    /** The open message is not among those that leave later any more. */
    private void left() {
        list.setOpen(Place.NONE);
        closedByReader();
    }

    /** The browser loads a message's frame while the message is being opened. A draft is opened in no frame. */
    private MailGrid.Opening opening(Row row) {
        return folder(row.place().mailbox())
                .filter(folder -> folder.use() != SpecialUse.DRAFTS)
                .map(folder -> new MailGrid.Opening(
                        MessageLinks.frame(
                                MessageLinks.key(account.id(), folder.account(), row.message()),
                                new MessageDocument.Options(false, false, false)),
                        !isScheduled(folder)))
                .orElse(MailGrid.Opening.NONE);
    }

    /** Writes what is open into the address. The first message opened is a step that the browser's Back undoes; going on to the next one is none. */
    private void address(Place place, boolean step) {
        var from = source;
        if (from == null) {
            return;
        }
        getUI().ifPresent(ui -> {
            var location = from.address(place);
            if (step) {
                ui.getPage().getHistory().pushState(null, location);
            } else {
                ui.getPage().getHistory().replaceState(null, location);
            }
        });
    }

    /** The open message among those it belongs with. */
    private List<Member> conversation(Place place, long number) {
        var members = conversations.conversation(owner(place), number, place.mailbox());
        if (members.stream().anyMatch(member -> member.message() == number)) {
            return members;
        }
        return List.of(new Member(
                0,
                place.mailbox(),
                folder(place.mailbox()).map(Mailbox::use).orElse(null),
                place.uid(),
                number,
                list.flags(place),
                Set.of(),
                list.arrived(place),
                "",
                "",
                false,
                false));
    }

    /** Whose message it is. */
    private AccountId owner(Place place) {
        return folder(place.mailbox()).map(Mailbox::account).orElse(account.id());
    }

    private void updateConversation() {
        if (readingMessage != 0) {
            var members = conversations.conversation(owner(reading), readingMessage, reading.mailbox());
            if (members.stream().anyMatch(member -> member.message() == readingMessage)) {
                reader.update(members);
                marks(members);
            } else if (isGone()) {
                reader.failed(getTranslation("reader.gone"));
            }
        }
    }

    /** Somebody has deleted the open message, or does not share its folder any more. */
    private boolean isGone() {
        try {
            return messages.view(owner(reading), reading.mailbox()).indexOf(reading.uid()) < 0;
        } catch (Refused e) {
            return true;
        }
    }

    /** What the reading pane says above the messages: until when they are to be dealt with, and that they are muted. */
    private void marks(List<Member> members) {
        // others' dates are theirs
        var waiting = members.stream()
                .filter(member -> owner(reading).equals(account.id()))
                .filter(member -> DueDates.waits(member.keywords()))
                .mapToLong(Member::message)
                .toArray();
        var due = waiting.length == 0
                ? Optional.<Instant>empty()
                : dueDates.of(owner(reading), waiting).values().stream().min(Comparator.naturalOrder());
        var dates = Dates.of(clock, UI.getCurrent());
        reader.marks(
                due.map(dates::soon).orElse(""),
                due.filter(time -> !time.isAfter(clock.instant())).isPresent(),
                members.stream().anyMatch(Member::muted));
    }

    /** What the reading pane asks for. */
    private final class ReaderDesk implements ConversationStack.Desk {

        @Override
        public OpenMessage open(Member member, boolean remoteImages) {
            return opener.open(
                    owner(reading),
                    member.uid(),
                    member.message(),
                    member.flags() | Flags.SEEN,
                    member.internalDate(),
                    remoteImages);
        }

        @Override
        public OpenMessage.Acts acts(Member member, Runnable withImages) {
            return new OpenMessage.Acts() {
                @Override
                public void answer(ReaderPane.Answer answer) {
                    MailDesk.this.answer(new Place(member.mailbox(), member.uid()), member.message(), answer);
                }

                @Override
                public boolean canBeAnswered() {
                    return member.use() != SpecialUse.SCHEDULED;
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
                public Optional<MailboxId> receiptFor() {
                    var asks = member.keywords().stream().noneMatch(ReadReceipt.KEYWORD::equalsIgnoreCase)
                            && owner(reading).equals(account.id())
                            && (member.use() == null || !NO_RECEIPTS.contains(member.use()));
                    return asks ? Optional.of(member.mailbox()) : Optional.empty();
                }

                @Override
                public void star(boolean on) {
                    folder(member.mailbox())
                            .filter(box -> limits().has(box, Right.WRITE))
                            .ifPresent(
                                    box -> actions.flag(box, Flags.FLAGGED, on).with(new long[] {member.uid()}));
                }
            };
        }

        @Override
        public Map<Long, Messages.Summary> summaries(long[] numbers) {
            return Lines.summaries(messages, owner(reading), numbers);
        }

        @Override
        public void shown(List<Member> members) {
            members.stream()
                    .filter(member -> (member.flags() & Flags.SEEN) == 0)
                    .collect(Collectors.groupingBy(Member::mailbox))
                    .forEach((id, unread) -> folder(id)
                            .filter(box -> limits().has(box, Right.SEEN))
                            .ifPresent(box -> actions.seen(
                                    box,
                                    unread.stream()
                                            .mapToLong(Member::uid)
                                            .sorted()
                                            .toArray())));
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

    private void answer(Place place, long number, ReaderPane.Answer answer) {
        if (folder(place.mailbox()).filter(this::isScheduled).isPresent()) {
            return;
        }
        source(place, number).ifPresent(answered -> {
            switch (answer) {
                case REPLY -> writing.reply(answered, false);
                case REPLY_ALL -> writing.reply(answered, true);
                case FORWARD -> writing.forward(answered);
            }
        });
    }

    /** The message as the source of an answer; empty when it is not here any more. */
    private Optional<Writing.Source> source(Place place, long number) {
        return number == 0
                ? Optional.empty()
                : messages.stored(owner(place), new long[] {number}).stream()
                        .findFirst()
                        .map(stored -> new Writing.Source(
                                owner(place),
                                place.mailbox(),
                                place.uid(),
                                number,
                                stored.parsed(),
                                contents.reading(owner(place), number)));
    }

    private void closedByReader() {
        if (!reading.isNone()) {
            address(Place.NONE, false);
        }
        closeMessage();
    }

    private void closeMessage() {
        reading = Place.NONE;
        readingMessage = 0;
        removeClassName("reading");
        reader.close();
    }

    private void act(ListPane.Asked asked) {
        if (source != null) {
            verbs.act(asked);
        }
    }

    /** Where the verbs are. */
    private final class VerbDesk implements MailVerbs.Desk {

        @Override
        public HtmlContainer component() {
            return MailDesk.this;
        }

        @Override
        public @Nullable Source source() {
            return source;
        }

        @Override
        public MailSide side() {
            return MailDesk.this.side();
        }

        @Override
        public Limits limits() {
            return MailDesk.this.limits();
        }

        @Override
        public void refresh() {
            MailDesk.this.refresh();
        }

        @Override
        public void removed(List<Picked> picked) {
            if (picked.stream().anyMatch(MailDesk.this::isRead)) {
                list.setOpen(Place.NONE);
                closedByReader();
            }
        }
    }

    private boolean isRead(Picked picked) {
        return picked.folder().id().equals(reading.mailbox())
                && Arrays.stream(picked.uids()).anyMatch(uid -> uid == reading.uid());
    }

    /** Reads folders, labels and rows anew. */
    void refresh() {
        side().show();
        if (!stands.getAsBoolean()) {
            return;
        }
        surroundings();
        counts();
        list.update();
        if (folder(reading.mailbox()).filter(this::isScheduled).isPresent()) {
            writing.scheduled(readingMessage, this::left).ifPresentOrElse(reader::leaves, this::left);
        }
        if (!reading.isNone()) {
            reader.position(list.row(reading), list.size());
            reader.flags(list.flags(reading));
            updateConversation();
        }
    }
}
