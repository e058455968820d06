package org.kantor.mail.pop3;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.session.ContentsAhead;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Messages;
import org.kantor.mail.wire.mime.Surrogate;

/**
 * The INBOX as it was at log-in: message numbers are those of its view and stay so until the end (RFC 1939 section 3), with the marks of DELE. Owned by the
 * connection's thread.
 */
final class Maildrop {

    private static final int MOST_AHEAD = 256;
    private static final long MOST_OCTETS_AHEAD = 512 * 1024;

    private final AccountId account;
    private final Mailbox mailbox;
    private final MailboxView view;
    private final Messages messages;
    private final boolean utf8;
    /** Of each message; null until somebody asks. */
    private int @Nullable [] sizes;

    private final BitSet deleted = new BitSet();

    /** What is read ahead, of the messages from {@code runStart} to before {@code runEnd}. */
    private @Nullable ContentsAhead run;

    private int runStart;
    private int runEnd;

    /** @param utf8 whether the client takes UTF-8 in headers (RFC 6856); one that does not gets, and is told the sizes of, surrogates */
    Maildrop(AccountId account, Mailbox mailbox, MailboxView view, Messages messages, boolean utf8) {
        this.account = account;
        this.mailbox = mailbox;
        this.view = view;
        this.messages = messages;
        this.utf8 = utf8;
    }

    AccountId account() {
        return account;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** The highest message number, with deleted ones. */
    int last() {
        return view.size();
    }

    /** Whether there is such a message that is not marked as deleted. */
    boolean has(int number) {
        return number >= 1 && number <= view.size() && !deleted.get(number);
    }

    /** As many as {@link #content} has. */
    int octets(int number) {
        var known = sizes;
        if (known == null) {
            known = sizes();
            sizes = known;
        }
        return known[number - 1];
    }

    private int[] sizes() {
        var octets = IntStream.range(0, view.size()).map(view::octets).toArray();
        if (!utf8 && octets.length > 0) {
            var numbers =
                    IntStream.range(0, view.size()).mapToLong(view::message).toArray();
            var surrogates = messages.surrogates(account, numbers);
            for (var i = 0; i < octets.length; i++) {
                octets[i] = surrogates.getOrDefault(numbers[i], octets[i]);
            }
        }
        return octets;
    }

    /**
     * The octets of a message, or of its surrogate. A client that takes one after the other has the next ones read ahead, twice as many each time, since nobody knows whether it
     * goes on.
     */
    byte[] content(int number) {
        var ahead = run;
        if (ahead == null || number < runStart || number >= runEnd) {
            var length = number == runEnd ? Math.min(2 * (runEnd - runStart), MOST_AHEAD) : 1;
            runStart = number;
            runEnd = Math.min(number + length, view.size() + 1);
            var indexes = IntStream.range(runStart - 1, runEnd - 1).toArray();
            ahead = new ContentsAhead(messages, account, view, indexes, MOST_OCTETS_AHEAD);
            run = ahead;
        }
        var content = ahead.at(number - runStart);
        if (content == null) {
            throw new Refused(Refused.Code.NOT_FOUND, "The message is gone");
        }
        return utf8 ? content : Surrogate.of(content);
    }

    /** RFC 1939 section 7: 1 to 70 printable characters, the same in every session: UID validity and UID name the message for good. */
    String uniqueId(int number) {
        return mailbox.uidValidity() + "." + view.uid(number - 1);
    }

    void delete(int number) {
        deleted.set(number);
    }

    void undelete() {
        deleted.clear();
    }

    int count() {
        return view.size() - deleted.cardinality();
    }

    long size() {
        var size = 0L;
        for (var number = 1; number <= view.size(); number++) {
            size += deleted.get(number) ? 0 : octets(number);
        }
        return size;
    }

    /** UIDs of what is marked, ascending. */
    long[] deletedUids() {
        return deleted.stream().mapToLong(number -> view.uid(number - 1)).toArray();
    }
}
