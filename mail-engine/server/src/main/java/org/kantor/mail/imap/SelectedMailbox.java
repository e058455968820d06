package org.kantor.mail.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.change.ChangeBus;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;
import org.kantor.mail.wire.imap.ImapSyntaxException;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.ResponseWriter;
import org.kantor.mail.wire.imap.SequenceSet;

/**
 * The mailbox that a session has selected: its messages as the client knows them, which of them are recent here, and whether there is news. Used by whoever
 * has the session's turn; the change bus only sets flags.
 */
final class SelectedMailbox implements Searched, AutoCloseable, ImapSession.News {

    private final ImapSession session;
    private final ImapServices services;
    private final AccountId account;
    private final Mailbox mailbox;
    private final Rights rights;
    private final boolean readOnly;
    /** Whether there is such a thing as a recent message: RFC 9051 has none. */
    private final boolean recents;

    private final Collection collection;
    private final KnownMessages messages;
    /** Pairs of UIDs: recent are those from the first on and below the second (RFC 3501 section 2.3.2). */
    private final List<long[]> recent = new ArrayList<>();

    private final ChangeBus.Subscription subscription;
    private final AtomicBoolean pushing = new AtomicBoolean();
    private volatile boolean stale;
    /** The newest change of the mailbox that was heard of and not told. */
    private final AtomicLong heard = new AtomicLong();

    /** UIDs of messages that the client has put here itself and has not heard of. */
    private final Set<Long> created = new HashSet<>();
    /** Whether no change has been kept from the client at its own wish, and the newest up to which that is so. */
    private boolean allTold = true;

    private long told;

    /** Whether messages that are gone have not been told of yet. */
    private boolean heldBack;

    private volatile boolean idling;
    /** UIDs that the last search with SAVE found, ascending (RFC 5182). */
    private long[] saved = {};

    SelectedMailbox(ImapSession session, Mailbox mailbox, boolean readOnly) {
        this.session = session;
        this.services = session.services();
        this.account = mailbox.account();
        this.mailbox = mailbox;
        this.rights = services.sharing().rights(session.account(), account, mailbox.id());
        this.readOnly = readOnly || rights.flags() == 0 && !rights.has(Right.INSERT) && !rights.has(Right.EXPUNGE);
        this.recents = !session.enabled(Extension.IMAP4REV2);
        this.collection = new Collection(Collection.Kind.MAILBOX, mailbox.id().value());
        this.subscription = services.bus().subscribe(account, notice -> {
            if (notice.collections().contains(collection)) {
                heard(notice.seq());
                stale = true;
                if (isListening() && pushing.compareAndSet(false, true)) {
                    session.push(this);
                }
            }
        });
        try {
            this.messages = new KnownMessages(services.messages().view(account, mailbox.id()));
            remember(recents ? claim(view()) : Long.MAX_VALUE);
            this.told = view().modseq();
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
    }

    private long claim(MailboxView known) {
        return readOnly
                ? services.mailboxes().status(account, mailbox.id()).firstRecentUid()
                : services.mailboxes().claimRecent(account, mailbox.id(), known.uidNext());
    }

    private void remember(long firstRecent) {
        var next = view().uidNext();
        if (firstRecent >= next) {
            return;
        }
        if (!recent.isEmpty() && recent.getLast()[1] >= firstRecent) {
            recent.getLast()[1] = Math.max(next, recent.getLast()[1]);
        } else {
            recent.add(new long[] {firstRecent, next});
        }
    }

    @Override
    public void close() {
        subscription.close();
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** By EXAMINE, or because the session may change nothing (RFC 4314 section 5.2). */
    boolean readOnly() {
        return readOnly;
    }

    @Override
    public AccountId account() {
        return account;
    }

    /** What the session might do when the mailbox was opened; the store asks again each time. */
    Rights rights() {
        return rights;
    }

    /** The messages as the client knows them. */
    @Override
    public MailboxView view() {
        return messages.view();
    }

    @Override
    public ImapServices services() {
        return services;
    }

    @Override
    public boolean isOwn() {
        return account.equals(session.account());
    }

    @Override
    public long[] saved() {
        return saved;
    }

    @Override
    public boolean isRecent(long uid) {
        for (var range : recent) {
            if (uid >= range[0] && uid < range[1]) {
                return true;
            }
        }
        return false;
    }

    int recentCount() {
        var count = 0;
        for (var range : recent) {
            count += Searched.position(view(), range[1]) - Searched.position(view(), range[0]);
        }
        return count;
    }

    // --- news

    /** The next {@link #tell} asks the database even if the bus has said nothing. */
    void markStale() {
        heard(Long.MAX_VALUE);
        stale = true;
    }

    /** The next {@link #advance} reaches this change of the mailbox. */
    void heard(long seq) {
        heard.accumulateAndGet(seq, Math::max);
    }

    /** From now on news is pushed, until {@link #endIdle}. */
    void beginIdle(ImapSession session) {
        idling = true;
        if (stale && pushing.compareAndSet(false, true)) {
            session.push(this);
        }
    }

    void endIdle() {
        idling = false;
    }

    /** Whether the client waits for news while no command but IDLE is in progress. */
    private boolean isListening() {
        return idling || session.ofSelected().always();
    }

    @Override
    public boolean take() {
        pushing.set(false);
        return isListening() && session.selectedOrNull() == this;
    }

    @Override
    public void tell() throws IOException {
        session.tellSelected(idling || !session.ofSelected().delayed());
    }

    /** Messages that the client has put here itself, of which it is told no more than that they are there. */
    void created(long[] uids) {
        if (!session.ofSelected().items().isEmpty()) {
            Arrays.stream(uids).forEach(created::add);
        }
    }

    /** Tells the client what is new, if anything is that it wants to hear. */
    void tell(ResponseWriter out, boolean mayExpunge) throws IOException {
        if (session.ofSelected().messages() && (stale || mayExpunge && heldBack)) {
            advance(out, mayExpunge, null);
        }
    }

    /** Tells the client all that is new, whether it wants to hear it or not. */
    void tellAll(ResponseWriter out) throws IOException {
        if (stale || heldBack) {
            advance(out, true, null, true);
        }
    }

    /** Tells the client what is new after its own change: then, with that, of new and removed messages too, as both sides must count alike. */
    void advance(ResponseWriter out, boolean mayExpunge, KnownMessages.@Nullable Own own) throws IOException {
        advance(out, mayExpunge, own, session.ofSelected().flags());
    }

    private void advance(ResponseWriter out, boolean mayExpunge, KnownMessages.@Nullable Own own, boolean othersFlags)
            throws IOException {
        stale = false;
        var uidNext = view().uidNext();
        var fresh = services.messages().view(account, mailbox.id(), Math.max(heard.getAndSet(0), view().modseq()));
        if (fresh.uidNext() > uidNext && !readOnly && recents) {
            var firstRecent = Math.max(claim(fresh), uidNext);
            if (firstRecent < fresh.uidNext()) {
                recent.add(new long[] {firstRecent, fresh.uidNext()});
            }
        }
        allTold &= messages.advance(fresh, mayExpunge, own, othersFlags, new Answers(out));
        heldBack = view() != fresh;
        if (allTold) {
            told = fresh.modseq();
        }
        tellItems(uidNext);
    }

    /** What the client wants to know of new messages (RFC 5465 section 5.2). */
    private void tellItems(long from) throws IOException {
        var items = session.ofSelected().items();
        if (items.isEmpty() || from == view().uidNext()) {
            return;
        }
        var fresh = IntStream.range(Searched.position(view(), from), view().size())
                .filter(index -> !created.contains(view().uid(index)))
                .toArray();
        created.removeIf(uid -> uid < view().uidNext());
        FetchHandler.tell(fresh, items, session);
    }

    /** The answer to a command that removed messages, of which the client hears first; with the number of the newest change (RFC 7162 section 3.2.7). */
    Answer removed(int count, String text) throws IOException {
        if (count == 0) {
            return Answer.ok(text);
        }
        try {
            advance(session.out(), true, null);
        } catch (Refused e) {
            markStale(); // removed they are; that the mailbox is gone since, the client hears after the answer
        }
        return session.enabled(Extension.QRESYNC) ? Answer.ok(ResponseCode.highestModseq(told), text) : Answer.ok(text);
    }

    private final class Answers implements KnownMessages.Teller {

        private final ResponseWriter out;

        Answers(ResponseWriter out) {
            this.out = out;
        }

        @Override
        public void removed(int[] numbers, long[] uids) throws IOException {
            if (session.enabled(Extension.QRESYNC) || session.enabled(Extension.UIDONLY)) {
                out.raw("* VANISHED ").raw(SequenceSet.of(uids).toString()).crlf();
                return;
            }
            for (var number : numbers) {
                out.raw("* ").number(number).raw(" EXPUNGE").crlf();
            }
        }

        @Override
        public void flags(int number) throws IOException {
            writeNews(out, number - 1);
        }

        @Override
        public void modseq(int number) throws IOException {
            if (session.enabled(Extension.CONDSTORE)) {
                beginNews(out, number - 1);
                writeModseq(out, number - 1);
                out.raw(')').crlf();
            }
        }

        @Override
        public void keywords() throws IOException {
            writeFlagNames(out);
        }

        @Override
        public void exists(int count) throws IOException {
            out.raw("* ").number(count).raw(" EXISTS").crlf();
            if (recents) {
                out.raw("* ").number(recentCount()).raw(" RECENT").crlf();
            }
        }
    }

    /** FLAGS and PERMANENTFLAGS (RFC 3501 sections 7.2.6 and 7.1). */
    void writeFlagNames(ResponseWriter out) throws IOException {
        out.raw("* FLAGS (");
        MessageFlags.writeNames(out, Rights.ALL.flags(), view().keywords());
        out.raw(')').crlf().raw("* OK [PERMANENTFLAGS (");
        if (!readOnly) {
            MessageFlags.writeNames(out, rights.flags(), rights.has(Right.WRITE) ? view().keywords() : Set.of());
            out.raw(rights.has(Right.WRITE) ? " \\*" : "");
        }
        out.raw(")] ")
                .raw(readOnly ? "No flag can be changed" : "Flags are kept")
                .crlf();
    }

    /** The flags of a message in their parentheses. */
    void writeFlags(ResponseWriter out, int index) throws IOException {
        var view = view();
        MessageFlags.write(
                out, view.flags(index), view.keywords(index), !recent.isEmpty() && isRecent(view.uid(index)));
    }

    /** A FETCH response that nobody asked for: the flags, and the change number for those who keep track of it (RFC 7162 section 3.2.4). */
    void writeNews(ResponseWriter out, int index) throws IOException {
        beginNews(out, index);
        if (session.enabled(Extension.CONDSTORE)) {
            writeModseq(out, index);
            out.space();
        }
        out.raw("FLAGS ");
        writeFlags(out, index);
        out.raw(')').crlf();
    }

    private void beginNews(ResponseWriter out, int index) throws IOException {
        beginFetch(out, index);
        if (!session.enabled(Extension.UIDONLY)) {
            out.raw("UID ").number(view().uid(index)).space();
        }
    }

    /** The beginning of a FETCH response, up to the first item; of UIDFETCH for a client that counts no messages (RFC 9586 section 3.3). */
    void beginFetch(ResponseWriter out, int index) throws IOException {
        out.raw("* ");
        if (session.enabled(Extension.UIDONLY)) {
            out.number(view().uid(index)).raw(" UIDFETCH (");
        } else {
            out.number(index + 1).raw(" FETCH (");
        }
    }

    private void writeModseq(ResponseWriter out, int index) throws IOException {
        out.raw("MODSEQ (").number(view().modseq(index)).raw(')');
    }

    /** Tells a client that comes back which messages were removed after that change. */
    void tellVanished(ResponseWriter out, long since, Vanished vanished) throws IOException {
        if (since >= view().modseq()) {
            return;
        }
        var gone = services.messages()
                .removedSince(account, mailbox.id(), since)
                .map(vanished::of)
                .orElseGet(vanished::absent);
        if (!gone.ranges().isEmpty()) {
            out.raw("* VANISHED (EARLIER) ").raw(gone.toString()).crlf();
        }
    }

    // --- sets

    /** What {@code $} stands for from now on. @param uids ascending */
    void save(long[] uids) {
        saved = uids;
    }

    /**
     * The indexes of the messages that a set names, ascending. UIDs that do not exist are passed over (RFC 3501 section 6.4.8).
     *
     * @throws ImapSyntaxException if a sequence number does not exist
     */
    int[] indexes(SequenceSet set, boolean uid) {
        if (!uid && set.largestWritten() > Math.max(view().size(), 1)) {
            throw new ImapSyntaxException("A message sequence number does not exist");
        }
        return named(set, uid);
    }

    /** The UIDs of the messages that a set names, ascending. */
    long[] uids(SequenceSet set, boolean uid) {
        return uids(indexes(set, uid));
    }

    /** The sequence numbers of messages. @param uids ascending, each of a message that is known */
    long[] numbers(long[] uids) {
        return Arrays.stream(uids).map(uid -> view().indexOf(uid) + 1).toArray();
    }

    /** Whether none of these messages is known to have been removed. */
    boolean areAllThere(long[] uids) {
        for (var uid : uids) {
            var index = view().indexOf(uid);
            if (index < 0 || messages.isGone(index)) {
                return false;
            }
        }
        return true;
    }
}
