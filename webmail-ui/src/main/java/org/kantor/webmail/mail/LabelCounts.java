package org.kantor.webmail.mail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Labels.Label;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Messages;

/**
 * Labels with how many unread messages have each, counted again only when a folder has changed that had or has a labelled message. Which keywords a folder has, its view knows, which is in memory where
 * mail is looked at. Belongs to the UI's lock.
 */
final class LabelCounts {

    private final Labels labels;
    private final Messages messages;
    private final AccountId account;

    private List<Label> counted = List.of();
    private Set<MailboxId> holding = Set.of();
    private Map<MailboxId, Long> seen = Map.of();
    private boolean known;

    LabelCounts(Labels labels, Messages messages, AccountId account) {
        this.labels = labels;
        this.messages = messages;
        this.account = account;
    }

    /** Labels may have been made, changed or deleted: they are read anew next time. */
    void forget() {
        known = false;
    }

    /** The labels as they are now. @param statuses of the folders */
    List<Label> now(List<Mailbox> folders, Map<MailboxId, MailboxStatus> statuses) {
        var changed = new HashMap<MailboxId, Long>();
        var latest = new HashMap<MailboxId, Long>();
        for (var folder : folders) {
            var status = statuses.get(folder.id());
            if (status != null) {
                latest.put(folder.id(), status.modseq());
                if (!Long.valueOf(status.modseq()).equals(seen.get(folder.id()))) {
                    changed.put(folder.id(), status.modseq());
                }
            }
        }
        if (!known || isTouched(folders, changed)) {
            counted = labels.list(account);
            holding = counted.isEmpty() ? Set.of() : labels.holding(account);
            known = true;
        }
        seen = latest;
        return counted;
    }

    private boolean isTouched(List<Mailbox> folders, Map<MailboxId, Long> changed) {
        if (counted.isEmpty()) {
            return false;
        }
        var gone = new HashSet<>(holding);
        folders.forEach(folder -> gone.remove(folder.id()));
        var keywords = counted.stream()
                .map(label -> label.keyword().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return !gone.isEmpty()
                || changed.entrySet().stream()
                        .anyMatch(one -> holding.contains(one.getKey())
                                || messages.view(account, one.getKey(), one.getValue()).keywords().stream()
                                        .anyMatch(keyword -> keywords.contains(keyword.toLowerCase(Locale.ROOT))));
    }
}
