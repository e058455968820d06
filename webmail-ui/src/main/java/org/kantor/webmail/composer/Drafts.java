package org.kantor.webmail.composer;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.kernel.Refused;
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

/** Keeps what is being written in the Drafts folder: each saving takes the former's place, in one transaction. */
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

    /** Where a draft lies. */
    record Place(MailboxId mailbox, long uid) {}

    /** @param former the draft's last version; null for the first */
    Place save(Draft draft, @Nullable Place former) {
        var content = new MessageComposer(clock).compose(draft).content();
        return transactions.call(() -> {
            var folder = folder(SpecialUse.DRAFTS);
            var uid = append(folder, content, Flags.DRAFT | Flags.SEEN);
            discard(former);
            return new Place(folder.id(), uid);
        });
    }

    void discard(@Nullable Place draft) {
        if (draft != null) {
            messages.remove(account.id(), draft.mailbox(), new long[] {draft.uid()}, actor);
        }
    }

    /** Files the copy of a message that was sent. */
    void copyToSent(byte[] content) {
        append(folder(SpecialUse.SENT), content, Flags.SEEN);
    }

    private long append(Mailbox folder, byte[] content, int flags) {
        var message = new NewMessage(content, MessageParser.parse(content), flags, Set.of(), clock.instant());
        return messages.append(account.id(), folder.id(), List.of(message), actor)
                .getFirst()
                .uid();
    }

    private Mailbox folder(SpecialUse use) {
        return mailboxes
                .bySpecialUse(account.id(), use)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The folder does not exist."));
    }
}
