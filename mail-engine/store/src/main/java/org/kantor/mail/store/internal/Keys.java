package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.MailboxKeys;
import org.kantor.mail.store.MailboxView;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** What messages are sorted and threaded by, beside the views. Safe from any thread. */
@Service
final class Keys {

    /** Which part of the heap the cached keys may take. */
    private static final int PART_OF_HEAP = 16;

    private final Beside<KeyColumns> columns;

    @Inject
    Keys(Transactions transactions, Jdbc jdbc) {
        columns = new Beside<>(
                transactions,
                jdbc,
                Runtime.getRuntime().maxMemory() / PART_OF_HEAP,
                KeyColumns::new,
                (account, view, known) -> connection -> KeySql.forward(connection, account, view, known));
    }

    MailboxKeys of(AccountId account, MailboxView view) {
        return columns.of(account, view);
    }
}
