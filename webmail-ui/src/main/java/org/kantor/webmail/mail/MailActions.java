package org.kantor.webmail.mail;

import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;

/** What a reader does with messages. Whatever takes a message out of a folder answers with the way back. */
final class MailActions {

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final AccountId account;
    private final Actor actor;

    MailActions(Mailboxes mailboxes, Messages messages, AccountId account, Actor actor) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.account = account;
        this.actor = actor;
    }

    /** @param count how many messages were moved; the others were gone already */
    record Moved(Mailbox to, int count, Runnable undo) {}

    /** @throws Refused NOT_FOUND if the account has no such folder, OVER_QUOTA never: moving needs no room */
    Moved moveTo(SpecialUse use, MailboxId from, long[] uids) {
        return move(from, uids, special(use));
    }

    Moved moveToInbox(MailboxId from, long[] uids) {
        return move(from, uids, mailboxes.find(account, Mailbox.INBOX).orElseThrow(MailActions::noFolder));
    }

    Moved move(MailboxId from, long[] uids, MailboxId to) {
        return move(from, uids, mailboxes.get(account, to).orElseThrow(MailActions::noFolder));
    }

    private Moved move(MailboxId from, long[] uids, Mailbox to) {
        var moved = messages.move(account, from, uids, to.id(), actor);
        return new Moved(to, moved.target().length, () -> messages.move(account, to.id(), moved.target(), from, actor));
    }

    /** Removes for good; there is no way back. */
    int removeForGood(MailboxId from, long[] uids) {
        return messages.remove(account, from, uids, actor).length;
    }

    void flag(MailboxId in, long[] uids, int flag, boolean on) {
        messages.store(account, in, uids, on ? FlagChange.add(flag) : FlagChange.remove(flag), Long.MAX_VALUE, actor);
    }

    void seen(MailboxId in, long[] uids, boolean on) {
        flag(in, uids, Flags.SEEN, on);
    }

    Optional<Mailbox> find(SpecialUse use) {
        return mailboxes.bySpecialUse(account, use);
    }

    private Mailbox special(SpecialUse use) {
        return find(use).orElseThrow(MailActions::noFolder);
    }

    private static Refused noFolder() {
        return new Refused(Refused.Code.NOT_FOUND, "The folder does not exist.");
    }
}
