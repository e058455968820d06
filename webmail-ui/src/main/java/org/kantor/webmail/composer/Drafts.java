package org.kantor.webmail.composer;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.mail.compose.Draft;
import org.kantor.mail.compose.MessageComposer;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.store.SpecialUse;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.tx.Transactions;

/** Keeps what is being written in the Drafts folder, and what leaves later in Scheduled: each saving takes the former's place, in one transaction. */
final class Drafts {

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Transactions transactions;
    private final Clock clock;
    private final Account account;
    private final Actor actor;

    Drafts(
            Mailboxes mailboxes,
            Messages messages,
            Transactions transactions,
            Clock clock,
            Account account,
            Actor actor) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.transactions = transactions;
        this.clock = clock;
        this.account = account;
        this.actor = actor;
    }

    /**
     * Where a draft lies.
     *
     * @param message its number
     */
    record Place(MailboxId mailbox, long uid, long message) {}

    /** @param alone false when the former version was not there any more: another window or client has changed or deleted it, and this one lies beside it */
    record Saved(Place place, boolean alone) {}

    /** @param former the draft's last version; null for the first */
    Saved save(Draft draft, @Nullable Place former) {
        return save(draft, former, SpecialUse.DRAFTS, clock.instant());
    }

    /** Puts it among the scheduled messages, dated with the time at which it leaves. */
    Saved schedule(Draft draft, @Nullable Place former, Instant due) {
        return save(draft, former, SpecialUse.SCHEDULED, due);
    }

    private Saved save(Draft draft, @Nullable Place former, SpecialUse use, Instant at) {
        var content = new MessageComposer(Clock.fixed(at, clock.getZone()))
                .compose(draft)
                .content();
        var message = new NewMessage(content, MessageParser.parse(content), Flags.DRAFT | Flags.SEEN, Set.of(), at);
        return transactions.call(() -> {
            var folder = folder(use);
            var appended = messages.append(account.id(), folder.id(), List.of(message), actor)
                    .getFirst();
            var alone = former == null || discard(former);
            return new Saved(new Place(folder.id(), appended.uid(), appended.message()), alone);
        });
    }

    /** Answers whether it was still there. */
    boolean discard(Place draft) {
        return messages.remove(account.id(), draft.mailbox(), new long[] {draft.uid()}, actor).length > 0;
    }

    private Mailbox folder(SpecialUse use) {
        return mailboxes
                .bySpecialUse(account.id(), use)
                .orElseGet(() -> mailboxes.create(account.id(), free(name(use)), use, actor));
    }

    private static String name(SpecialUse use) {
        return use == SpecialUse.SCHEDULED ? "Scheduled" : "Drafts";
    }

    /** The name, or with a number behind it if there is such a mailbox already. */
    private String free(String name) {
        var number = 2;
        var free = name;
        while (mailboxes.find(account.id(), free).isPresent()) {
            free = name + " " + number++;
        }
        return free;
    }
}
