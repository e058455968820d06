package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Person;
import org.kantor.mail.compose.ReadReceipt;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.DueDates;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Snoozing;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.submission.FollowUps;
import org.kantor.webmail.composer.Writing;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.MessageDocument;
import org.kantor.webmail.content.MessageLinks;

/** The message of a list that is open in the reading pane, among those it belongs with, and what can be done there. */
final class OpenConversation implements ConversationStack.Desk {

    /** Where lies what is not mail that a person was sent. */
    private static final Set<SpecialUse> NO_RECEIPTS =
            EnumSet.of(SpecialUse.DRAFTS, SpecialUse.SENT, SpecialUse.SCHEDULED, SpecialUse.JUNK, SpecialUse.TRASH);

    /** Where the list is. */
    interface Desk {

        /** Has both, and says whether a message is open. */
        HtmlContainer component();

        ListPane list();

        Optional<Mailbox> folder(MailboxId id);

        List<Label> labels();

        Limits limits();

        /** Writes what is open into the address. @param step whether the browser's Back undoes it, as when the first message is opened; going on to the next one is no step */
        void address(Place open, boolean step);
    }

    private final AccountId account;
    private final Messages messages;
    private final Conversations conversations;
    private final DueDates dueDates;
    private final Snoozing snoozing;
    private final MessageContents contents;
    private final MessageOpener opener;
    private final Writing writing;
    private final MailActions actions;
    private final Clock clock;
    private final Desk desk;
    private final ReaderPane reader;
    private Place place = Place.NONE;
    private long number;

    OpenConversation(
            AccountId account,
            Messages messages,
            Conversations conversations,
            DueDates dueDates,
            Snoozing snoozing,
            MessageContents contents,
            MessageOpener opener,
            Writing writing,
            MailActions actions,
            Clock clock,
            Desk desk) {
        this.account = account;
        this.messages = messages;
        this.conversations = conversations;
        this.dueDates = dueDates;
        this.snoozing = snoozing;
        this.contents = contents;
        this.opener = opener;
        this.writing = writing;
        this.actions = actions;
        this.clock = clock;
        this.desk = desk;
        reader = new ReaderPane(opener);
    }

    ReaderPane pane() {
        return reader;
    }

    /** The message that was opened; none if there is none. */
    Place place() {
        return place;
    }

    void open(Place opened) {
        var message = desk.list().message(opened);
        var folder = folder(opened.mailbox()).orElse(null);
        if (folder == null) {
            return;
        }
        var scheduled = isScheduled(folder);
        var leaves = scheduled ? writing.scheduled(message, this::left) : Optional.<Component>empty();
        // what another client put among the scheduled ones is a draft: nobody said that it should leave
        if (folder.account().equals(account) && folder.use() == SpecialUse.DRAFTS || scheduled && leaves.isEmpty()) {
            desk.list().setOpen(Place.NONE);
            source(opened, message).ifPresent(writing::edit);
            return;
        }
        desk.address(opened, place.isNone());
        place = opened;
        number = message;
        desk.component().addClassName("reading");
        try {
            var members = conversation();
            reader.show(folder, members, message, this);
            leaves.ifPresent(reader::leaves);
            marks(members);
            reader.position(desk.list().row(opened), desk.list().size());
            desk.list().allow();
        } catch (Refused e) {
            reader.failed(reader.getTranslation("reader.gone"));
        }
    }

    private boolean isScheduled(Mailbox folder) {
        return folder.use() == SpecialUse.SCHEDULED && folder.account().equals(account);
    }

    /** The open message is not among those that leave later any more. */
    private void left() {
        desk.list().setOpen(Place.NONE);
        leave();
    }

    /** The browser loads a message's frame while the message is being opened. A draft is opened in no frame. */
    MailGrid.Opening opening(Row row) {
        return folder(row.place().mailbox())
                .filter(folder -> folder.use() != SpecialUse.DRAFTS)
                .map(folder -> new MailGrid.Opening(
                        MessageLinks.frame(
                                MessageLinks.key(account, folder.account(), row.message()),
                                new MessageDocument.Options(false, false, false)),
                        !isScheduled(folder)))
                .orElse(MailGrid.Opening.NONE);
    }

    private Optional<Mailbox> folder(MailboxId id) {
        return desk.folder(id);
    }

    /** The open message among those it belongs with. */
    private List<Member> conversation() {
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
                desk.list().flags(place),
                Set.of(),
                desk.list().arrived(place),
                "",
                "",
                false,
                false));
    }

    /** Whose message it is. */
    private AccountId owner(Place place) {
        return folder(place.mailbox()).map(Mailbox::account).orElse(account);
    }

    /** The list shows other rows of its own, or the same anew: the open one is marked. */
    void mark() {
        if (!place.isNone()) {
            desk.list().setOpen(place);
            tellPosition();
        }
    }

    private void tellPosition() {
        reader.position(desk.list().row(place), desk.list().size());
    }

    /** Something may have changed: shows what is so now. */
    void update() {
        if (folder(place.mailbox()).filter(this::isScheduled).isPresent()) {
            writing.scheduled(number, this::left).ifPresentOrElse(reader::leaves, this::left);
        }
        if (!place.isNone()) {
            tellPosition();
            reader.flags(desk.list().flags(place));
            updateMembers();
        }
    }

    private void updateMembers() {
        if (number != 0) {
            var members = conversations.conversation(owner(place), number, place.mailbox());
            if (members.stream().anyMatch(member -> member.message() == number)) {
                reader.update(members);
                marks(members);
            } else if (isGone()) {
                reader.failed(reader.getTranslation("reader.gone"));
            }
        }
    }

    /** Somebody has deleted the open message, or does not share its folder any more. */
    private boolean isGone() {
        try {
            return messages.view(owner(place), place.mailbox()).indexOf(place.uid()) < 0;
        } catch (Refused e) {
            return true;
        }
    }

    /** What the reading pane says above the messages: their labels, when they come back, until when they are to be dealt with, and that they are muted. */
    private void marks(List<Member> members) {
        // others' dates are theirs
        var waiting = members.stream()
                .filter(member -> owner(place).equals(account))
                .filter(member -> DueDates.waits(member.keywords()))
                .mapToLong(Member::message)
                .toArray();
        var due = waiting.length == 0
                ? Optional.<Instant>empty()
                : dueDates.of(owner(place), waiting).values().stream().min(Comparator.naturalOrder());
        var dates = Dates.of(clock, UI.getCurrent());
        reader.marks(new ReaderPane.Marks(
                labels(members),
                back().map(dates::soon).orElse(""),
                members.stream()
                        .filter(this::cameBack)
                        .map(Member::internalDate)
                        .max(Comparator.naturalOrder())
                        .map(dates::withTime)
                        .orElse(""),
                due.map(dates::soon).orElse(""),
                due.filter(time -> !time.isAfter(clock.instant())).isPresent(),
                members.stream().anyMatch(Member::muted)));
    }

    /** The labels that the open row has in the list, which are those that an act takes off. */
    private List<Label> labels(List<Member> members) {
        var meant = desk.list().all(List.of(place));
        var keywords = members.stream()
                .filter(member -> meant.stream()
                        .anyMatch(picked -> picked.folder().id().equals(member.mailbox())
                                && Arrays.binarySearch(picked.uids(), member.uid()) >= 0))
                .flatMap(member -> member.keywords().stream())
                .map(keyword -> keyword.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return desk.labels().stream()
                .filter(label -> keywords.contains(label.keyword().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Whether it lies in the reader's inbox again as nobody had answered it. */
    private boolean cameBack(Member member) {
        return FollowUps.cameBack(member.keywords())
                && owner(place).equals(account)
                && folder(member.mailbox()).filter(Mailbox::isInbox).isPresent();
    }

    /** When the open message comes back, if it waits for that. */
    private Optional<Instant> back() {
        return folder(place.mailbox())
                .filter(folder -> Folders.isSnoozed(folder) && folder.account().equals(account))
                .flatMap(folder -> snoozing.until(account, folder.id(), place.uid()));
    }

    @Override
    public OpenMessage open(Member member, boolean remoteImages) {
        return opener.open(
                owner(place),
                member.uid(),
                member.message(),
                member.flags() | Flags.SEEN,
                member.internalDate(),
                remoteImages);
    }

    @Override
    public OpenMessage.Acts acts(Member member, Consumer<Boolean> again, Runnable authorAgain) {
        return new OpenMessage.Acts() {
            @Override
            public void answer(ReaderPane.Answer answer) {
                OpenConversation.this.answer(new Place(member.mailbox(), member.uid()), member.message(), answer);
            }

            @Override
            public boolean canBeAnswered() {
                return member.use() != SpecialUse.SCHEDULED;
            }

            @Override
            public void again(boolean remoteImages) {
                again.accept(remoteImages);
            }

            @Override
            public void authorAgain() {
                authorAgain.run();
            }

            @Override
            public void write(Person to) {
                writing.newMessage(List.of(to));
            }

            @Override
            public boolean cameBack() {
                return OpenConversation.this.cameBack(member);
            }

            @Override
            public Optional<MailboxId> receiptFor() {
                var asks = member.keywords().stream().noneMatch(ReadReceipt.KEYWORD::equalsIgnoreCase)
                        && owner(place).equals(account)
                        && (member.use() == null || !NO_RECEIPTS.contains(member.use()));
                return asks ? Optional.of(member.mailbox()) : Optional.empty();
            }

            @Override
            public void star(boolean on) {
                folder(member.mailbox())
                        .filter(box -> desk.limits().has(box, Right.WRITE))
                        .ifPresent(box -> actions.flag(box, Flags.FLAGGED, on).with(new long[] {member.uid()}));
            }
        };
    }

    @Override
    public Map<Long, Messages.Summary> summaries(long[] numbers) {
        return Lines.summaries(messages, owner(place), numbers);
    }

    @Override
    public void shown(List<Member> members) {
        members.stream()
                .filter(member -> (member.flags() & Flags.SEEN) == 0)
                .collect(Collectors.groupingBy(Member::mailbox))
                .forEach((id, unread) -> folder(id)
                        .filter(box -> desk.limits().has(box, Right.SEEN))
                        .ifPresent(box -> actions.seen(
                                box,
                                unread.stream().mapToLong(Member::uid).sorted().toArray())));
    }

    @Override
    public boolean isMine(String address) {
        return opener.isMine(address);
    }

    @Override
    public Dates dates() {
        return Dates.of(clock, UI.getCurrent());
    }

    /** Begins an answer to a message. */
    void answer(Place of, long message, ReaderPane.Answer answer) {
        if (folder(of.mailbox()).filter(this::isScheduled).isPresent()) {
            return;
        }
        source(of, message).ifPresent(answered -> {
            switch (answer) {
                case REPLY -> writing.reply(answered, false);
                case REPLY_ALL -> writing.reply(answered, true);
                case FORWARD -> writing.forward(answered);
            }
        });
    }

    /** The message as the source of an answer; empty when it is not here any more. */
    private Optional<Writing.Source> source(Place of, long message) {
        return message == 0
                ? Optional.empty()
                : messages.stored(owner(of), new long[] {message}).stream()
                        .findFirst()
                        .map(stored -> new Writing.Source(
                                owner(of),
                                of.mailbox(),
                                of.uid(),
                                message,
                                stored.parsed(),
                                contents.reading(owner(of), message)));
    }

    /** Nothing is open any more, and the address says so. */
    void leave() {
        if (!place.isNone()) {
            desk.address(Place.NONE, false);
        }
        close();
    }

    void close() {
        place = Place.NONE;
        number = 0;
        desk.component().removeClassName("reading");
        reader.close();
    }

    /** Whether the open message is one of these. */
    boolean isIn(Picked picked) {
        return picked.folder().id().equals(place.mailbox())
                && Arrays.stream(picked.uids()).anyMatch(uid -> uid == place.uid());
    }
}
