package org.kantor.mail.store.internal;

import java.util.List;
import java.util.Optional;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.MailboxAudience;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxThreads;
import org.kantor.mail.store.MailboxView;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.internal.ConversationSql.Place;

/** The conversations as one account may see them: of others' only what lies in mailboxes that it may read, and not what they have muted. */
final class GuardedConversations implements Conversations {

    private final Viewer viewer;
    private final ConversationService all;

    GuardedConversations(Viewer viewer, ConversationService all) {
        this.viewer = viewer;
        this.all = all;
    }

    @Override
    public MailboxThreads threads(AccountId account, MailboxView view) {
        viewer.require(account, view.mailbox(), Right.READ);
        return all.threads(account, view);
    }

    @Override
    public MailboxAudience audience(AccountId account, MailboxView view) {
        viewer.require(account, view.mailbox(), Right.READ);
        return all.audience(account, view);
    }

    @Override
    public List<Member> conversation(AccountId account, long message, MailboxId open) {
        return ConversationService.once(readable(account, all.places(account, message, open)), open);
    }

    @Override
    public List<Member> conversations(AccountId account, long[] threads, MailboxId open) {
        return ConversationService.once(readable(account, all.places(account, threads, open)), open);
    }

    @Override
    public Optional<Member> named(AccountId account, String messageId) {
        return ConversationService.once(readable(account, all.placesOf(account, messageId)), ConversationSql.NOWHERE)
                .stream()
                .findFirst();
    }

    private List<Place> readable(AccountId account, List<Place> places) {
        if (viewer.owns(account)) {
            return places;
        }
        var rights = viewer.rights(account);
        return places.stream()
                .filter(place -> rights.getOrDefault(place.member().mailbox(), Rights.NONE)
                        .has(Right.READ))
                .map(place -> new Place(place.messageId(), place.member().unmuted()))
                .toList();
    }
}
