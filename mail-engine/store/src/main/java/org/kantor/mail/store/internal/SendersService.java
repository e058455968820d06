package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Senders;
import org.kantor.tx.Jdbc;

/** Counts senders in the database. Safe from any thread. */
@Service
public final class SendersService implements Senders {

    private final Jdbc jdbc;

    @Inject
    public SendersService(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Sender> since(AccountId account, Instant start, int most) {
        return jdbc.read(connection -> SendersSql.since(connection, account, start, most));
    }
}
