package org.kantor.mail.store;

import java.util.List;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;

/**
 * Final delivery into mailboxes. Waiting deliveries of one account are combined into one transaction; the method returns after
 * the commit that made the message durable. Filing is exactly once: whoever gets an answer has it stored; whoever gets an exception may try again.
 */
public interface Deliveries {

    /**
     * @throws org.kantor.kernel.Refused OVER_QUOTA (452/552 at the door), NOT_FOUND when the account is gone
     */
    Delivered deliver(Delivery delivery);

    /** One message to several accounts of this server in one transaction (all or none are stored); at most 20. */
    List<Delivered> deliverAll(List<Delivery> deliveries);

    /**
     * Whether one more message of that size fits into each of the accounts now, as their quotas are: the door's question before it takes a message. Nothing is set
     * aside for it, and the answer may be two seconds old for an account that is not nearly full. An account that is gone has room. One statement at most, none where
     * nothing is limited.
     */
    boolean hasRoom(List<AccountId> accounts, long octets);

    /** @param mailbox full name; made if missing */
    record Delivery(AccountId account, String mailbox, NewMessage message, Actor actor) {}

    record Delivered(MailboxId mailbox, long uidValidity, long uid, long message) {}
}
