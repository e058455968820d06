package org.kantor.webmail.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.tx.Transactions;
import org.kantor.webmail.mail.MailActions.Done;
import org.kantor.webmail.mail.Outcomes.Whole;

/**
 * What a reader does with folders of their own: not with INBOX and the special uses. Names are subscribed as they come and go, so that clients which list
 * subscriptions show the same folders.
 */
final class FolderActions {

    private static final String LEVEL = "/";

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Transactions transactions;
    private final AccountId account;
    private final Actor actor;

    FolderActions(Mailboxes mailboxes, Messages messages, Transactions transactions, AccountId account, Actor actor) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.transactions = transactions;
        this.account = account;
        this.actor = actor;
    }

    static boolean own(Mailbox mailbox) {
        return !mailbox.isInbox() && mailbox.use() == null && !Folders.isSnoozed(mailbox);
    }

    /**
     * @param parent the full name of the folder that it lies in; empty for none
     * @param name of one level; what stands around it is cut off
     */
    Mailbox create(String parent, String name) {
        return transactions.call(() -> make(parent.isEmpty() ? level(name) : parent + LEVEL + level(name)));
    }

    private Mailbox make(String full) {
        var made = mailboxes.create(account, full, null, actor);
        mailboxes.setSubscribed(account, made.name(), true, actor);
        return made;
    }

    private static String level(String name) {
        var level = name.strip();
        if (level.contains(LEVEL)) {
            throw new Refused(Refused.Code.BAD_VALUE, "A folder's name has no slash in it.");
        }
        return level;
    }

    /** Gives the folder another name in the same place; its inferiors go with it. */
    void rename(MailboxId id, String name) {
        var from = mine(id).name();
        rename(from, from.substring(0, from.lastIndexOf('/') + 1) + level(name));
    }

    /**
     * Puts the folder into another, its inferiors with it. Answers the way back.
     *
     * @param into the full name of the other folder; empty for none
     */
    Runnable move(MailboxId id, String into) {
        var folder = mine(id);
        var to = (into.isEmpty() ? "" : into + LEVEL) + Folders.lastLevel(folder);
        rename(folder.name(), to);
        return () -> rename(to, folder.name());
    }

    private void rename(String from, String to) {
        if (to.equals(from)) {
            return;
        }
        transactions.run(() -> {
            var known = mailboxes.subscriptions(account);
            mailboxes.rename(account, from, to, actor);
            for (var subscribed : known) {
                if (subscribed.equals(from) || subscribed.startsWith(from + LEVEL)) {
                    mailboxes.setSubscribed(account, subscribed, false, actor);
                    mailboxes.setSubscribed(account, to + subscribed.substring(from.length()), true, actor);
                }
            }
        });
    }

    private Mailbox mine(MailboxId id) {
        return mailboxes
                .get(account, id)
                .filter(FolderActions::own)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "The folder does not exist."));
    }

    /** Moves what lies in the folder and its inferiors to Trash; with the last step they are taken away. Until then all of them stay. */
    Whole delete(MailboxId id) {
        var top = mine(id);
        var trash = mailboxes
                .bySpecialUse(account, SpecialUse.TRASH)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no Trash to keep the messages in."));
        var remade = new HashMap<MailboxId, MailboxId>();
        var batches = new ArrayList<Supplier<Done>>();
        var count = 0;
        for (var folder : tree(top)) {
            if (folder.use() != null && folder.use().isNeeded()) {
                throw new Refused(Refused.Code.CANNOT, "A folder with a special use lies in it.");
            }
            var uids = uids(folder);
            count += uids.length;
            batches.addAll(BulkWork.batches(uids, some -> {
                var inTrash = toTrash(folder, some, trash);
                return new Done(
                        inTrash.length,
                        () -> messages.move(
                                account, trash.id(), inTrash, remade.getOrDefault(folder.id(), folder.id()), actor));
            }));
        }
        return new Whole(count, batches, () -> takeAway(id, trash, remade));
    }

    /** @param remade told by the way back which folders are there instead of those */
    private Done takeAway(MailboxId id, Mailbox trash, Map<MailboxId, MailboxId> remade) {
        var emptied = transactions.call(() -> {
            var done = new ArrayList<Emptied>();
            for (var folder : tree(mine(id)).reversed()) {
                // which takes the account's turn: what comes from here on finds no folder
                mailboxes.setSubscribed(account, folder.name(), false, actor);
                done.add(new Emptied(folder, toTrash(folder, uids(folder), trash)));
                mailboxes.delete(account, folder.name(), actor);
            }
            return List.copyOf(done);
        });
        return new Done(
                emptied.stream().mapToInt(folder -> folder.inTrash().length).sum(),
                () -> transactions.run(() -> {
                    for (var folder : emptied.reversed()) {
                        var made = make(folder.was().name());
                        remade.put(folder.was().id(), made.id());
                        messages.move(account, trash.id(), folder.inTrash(), made.id(), actor);
                    }
                }));
    }

    /** A folder and its inferiors. */
    private List<Mailbox> tree(Mailbox top) {
        return mailboxes.list(account).stream()
                .filter(folder -> folder.equals(top) || folder.name().startsWith(top.name() + LEVEL))
                .toList();
    }

    private long[] uids(Mailbox folder) {
        var view = messages.view(account, folder.id());
        return IntStream.range(0, view.size()).mapToLong(view::uid).toArray();
    }

    private long[] toTrash(Mailbox folder, long[] uids, Mailbox trash) {
        return uids.length == 0
                ? uids
                : messages.move(account, folder.id(), uids, trash.id(), actor).target();
    }

    private record Emptied(Mailbox was, long[] inTrash) {}
}
