package org.kantor.mail.store.internal;

import java.util.Map;
import java.util.Set;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** One account and what it may do with the mailboxes of others; rights are read anew at each question. */
record Viewer(AccountId id, Transactions transactions, Jdbc jdbc, Everybody everybody) {

    boolean owns(AccountId account) {
        return account.equals(id);
    }

    Rights rights(AccountId account, MailboxId mailbox) {
        var all = everybody.counts();
        return transactions.call(
                () -> jdbc.work(connection -> SharingSql.rights(connection, id, account, mailbox, all)));
    }

    /** Of all mailboxes of the account that the viewer has any right on. */
    Map<MailboxId, Rights> rights(AccountId account) {
        var all = everybody.counts();
        return transactions.call(() -> jdbc.work(connection -> SharingSql.rights(connection, id, account, all)));
    }

    /** Those of the messages that lie in a mailbox that the viewer may read. */
    Set<Long> readable(AccountId account, long[] messages) {
        var all = everybody.counts();
        return transactions.call(
                () -> jdbc.work(connection -> SharingSql.readable(connection, id, account, messages, all)));
    }

    /** The rights on a mailbox, among which are these. Refused: NO_PERMISSION, NOT_FOUND if the viewer may not even look it up. */
    Rights require(AccountId account, MailboxId mailbox, Right... needed) {
        return require(owns(account) ? Rights.ALL : rights(account, mailbox), needed);
    }

    static Rights require(Rights rights, Right... needed) {
        for (var right : needed) {
            if (!rights.has(right)) {
                throw rights.has(Right.LOOKUP) ? noPermission() : ViewSql.notFound();
            }
        }
        return rights;
    }

    static Refused noPermission() {
        return new Refused(Refused.Code.NO_PERMISSION, "You may not do this with this mailbox.");
    }
}
