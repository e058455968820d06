package org.kantor.webmail.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.SpecialUse;

/** What a reader's rights (RFC 4314) leave of the verbs in a folder, and where others' messages are filed. What it says is for buttons; the store checks each time. */
record Limits(AccountId reader, FoldersNow now) {

    /** What works with one's own messages only (decision 0122), with the keys of the reasons. */
    private static final Map<String, String> OWN = Map.of(
            "snooze", "mail.denied.snooze",
            "unsnooze", "mail.denied.snooze",
            "mute", "mail.denied.mute",
            "unmute", "mail.denied.mute",
            "due", "mail.denied.due",
            "done", "mail.denied.due");

    private static final Right[] TAKE = {Right.READ, Right.DELETE_MESSAGES, Right.EXPUNGE};

    /** The actions that cannot be done in a folder, each with the key of the reason. Empty for one's own. */
    Map<String, String> denied(Mailbox folder) {
        var denied = new TreeMap<String, String>();
        if (folder.account().equals(reader)) {
            return denied;
        }
        if (!has(folder, Right.SEEN)) {
            List.of("read", "unread").forEach(action -> denied.put(action, "mail.denied.read"));
        }
        if (!has(folder, Right.WRITE)) {
            List.of("star", "unstar", "label", "unlabel", "newlabel")
                    .forEach(action -> denied.put(action, "mail.denied.change"));
        }
        denied.putAll(OWN);
        if (!gives(folder)) {
            List.of("archive", "delete", "spam", "move", "purge")
                    .forEach(action -> denied.put(action, "mail.denied.take"));
            return denied;
        }
        if (target(folder, SpecialUse.ARCHIVE).isEmpty()) {
            denied.put("archive", "mail.denied.archive");
        }
        if (target(folder, SpecialUse.JUNK).isEmpty()) {
            denied.put("spam", "mail.denied.spam");
        }
        return denied;
    }

    /** Where messages of a folder go when they are filed so: with their owner, as far as the reader may put them there. What is deleted goes to the reader's own Trash else. */
    Optional<Mailbox> target(Mailbox from, SpecialUse use) {
        var theirs = find(from.account(), use).filter(folder -> has(folder, Right.INSERT));
        return theirs.isPresent() || use != SpecialUse.TRASH ? theirs : find(reader, use);
    }

    private Optional<Mailbox> find(AccountId owner, SpecialUse use) {
        return now.all()
                .filter(folder -> folder.account().equals(owner) && folder.use() == use)
                .findFirst();
    }

    /** Whether messages may be put into a folder. */
    boolean takes(Mailbox folder) {
        return has(folder, Right.INSERT);
    }

    /** Whether messages may be taken out of a folder. */
    boolean gives(Mailbox folder) {
        return has(folder, TAKE);
    }

    boolean has(Mailbox folder, Right... rights) {
        if (folder.account().equals(reader)) {
            return true;
        }
        var all = now.rights(folder);
        for (var right : rights) {
            if (!all.has(right)) {
                return false;
            }
        }
        return true;
    }
}
