package org.kantor.mail.delivery;

import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.mail.store.Deliveries;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.mail.wire.smtp.Path;

/** Puts a message into the mailboxes of accounts: Return-Path added, parsed once, however many get it. Safe from any thread. */
@Service
public final class FinalDelivery {

    /** The most accounts of one transaction ({@link Deliveries#deliverAll}). */
    public static final int MAX_TOGETHER = 20;

    private final Deliveries deliveries;
    private final Clock clock;

    @Inject
    public FinalDelivery(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** {@link Deliveries#hasRoom}. */
    public boolean hasRoom(List<Account> accounts, long octets) {
        return deliveries.hasRoom(accounts.stream().map(Account::id).toList(), octets);
    }

    /** How many a message has in a mailbox. @param content as for {@link #prepare} */
    public long octets(@Nullable Path sender, byte[] content) {
        return TraceFields.octetsWithReturnPath(sender, content);
    }

    /** @param content with its Received fields, as it came */
    public NewMessage prepare(@Nullable Path sender, byte[] content) {
        var filed = TraceFields.withReturnPath(sender, content);
        return new NewMessage(filed, MessageParser.parse(filed), 0, Set.of(), clock.instant());
    }

    /**
     * Returns after the commit.
     *
     * @throws org.kantor.kernel.Refused as {@link Deliveries#deliver}
     */
    public void file(Account account, NewMessage message, Actor actor) {
        deliveries.deliver(new Deliveries.Delivery(account.id(), Mailbox.INBOX, message, actor));
    }

    /** All or none, in one transaction (the open one, if there is one). */
    public void fileAll(List<Account> accounts, NewMessage message, Actor actor) {
        deliveries.deliverAll(accounts.stream()
                .map(account -> new Deliveries.Delivery(account.id(), Mailbox.INBOX, message, actor))
                .toList());
    }
}
