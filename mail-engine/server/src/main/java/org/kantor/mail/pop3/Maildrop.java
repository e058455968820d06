package org.kantor.mail.pop3;

import java.util.BitSet;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxView;

/**
 * The INBOX as it was at log-in: message numbers are those of its view and stay so until the end (RFC 1939 section 3), with the marks of DELE. Owned by the
 * connection's thread.
 */
final class Maildrop {

    private final AccountId account;
    private final Mailbox mailbox;
    private final MailboxView view;
    private final BitSet deleted = new BitSet();

    Maildrop(AccountId account, Mailbox mailbox, MailboxView view) {
        this.account = account;
        this.mailbox = mailbox;
        this.view = view;
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

    int octets(int number) {
        return view.octets(number - 1);
    }

    long message(int number) {
        return view.message(number - 1);
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
