package org.kantor.mail.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Messages.Copied;
import org.kantor.settings.Setting;

/**
 * Mailboxes that accounts share (RFC 4314), and the one place where rights are checked. A door through which an account reaches others' mailboxes gets its
 * {@link #mailboxes}, {@link #messages}, {@link #annotations} and {@link #conversations} here: they do for the viewer what its rights allow and refuse the rest, with NO_PERMISSION, or with
 * NOT_FOUND if the viewer may not know that the mailbox is there. An account has all rights on its own mailboxes.
 */
public interface Sharing {

    /** Whether mailboxes can be shared with everybody who can log in. While not, what was granted to everybody counts for nothing; it can still be seen and taken away. */
    Setting<Boolean> WITH_EVERYBODY = Setting.flag("sharing.everybody", false);

    /** What is never everybody's: to send as the owner, and to give rights, by which anybody would have the first. */
    Rights NEVER_EVERYBODYS = new Rights(Set.of(Right.POST, Right.ADMINISTER));

    Mailboxes mailboxes(AccountId viewer);

    Messages messages(AccountId viewer);

    Annotations annotations(AccountId viewer);

    Conversations conversations(AccountId viewer);

    /** What the viewer may do with a mailbox; none for one that does not exist. */
    Rights rights(AccountId viewer, AccountId account, MailboxId mailbox);

    /** The mailboxes of others that the viewer may look up. One query. */
    List<Shared> sharedWith(AccountId viewer);

    /** The same with their uses and, where the viewer may read, their counters; the order is that of {@link Mailboxes#list}. One query, however many owners there are. */
    List<Visible> visible(AccountId viewer);

    /** What can be given to somebody who is not the mailbox's own account. */
    Rights grantable(Grantee grantee);

    /** Who else was given which rights. Refused unless the viewer may administer them. */
    Map<Grantee, Rights> grants(AccountId viewer, AccountId account, MailboxId mailbox);

    /** The same for all of an account's mailboxes that are shared; who may ask for that is the caller's concern. One query. */
    Map<MailboxId, Map<Grantee, Rights>> grants(AccountId account);

    /**
     * Changes the rights of one grantee, who is told on the bus as the owner is, as collection (MAILBOX, 0). Refused unless the viewer may administer them; CANNOT for the mailbox's own account, and for rights that the grantee has not got yet
     * and that are not {@link #grantable}; LIMIT.
     */
    void change(
            AccountId viewer,
            AccountId account,
            MailboxId mailbox,
            Grantee grantee,
            UnaryOperator<Rights> change,
            Actor actor);

    /** Changes the rights of one grantee on all mailboxes of an account; who may ask for that is the caller's concern. Refused: NOT_FOUND, CANNOT, LIMIT. */
    void changeAll(AccountId account, Grantee grantee, UnaryOperator<Rights> change, Actor actor);

    /**
     * Copies between any two mailboxes: all or none, of what is still there at the end. Flags that the viewer may not set in the target are left out. An account that messages have to be
     * stored in anew takes deliveries meanwhile. Refused: OVER_QUOTA, NO_PERMISSION, NOT_FOUND, LIMIT, and TRY_LATER when storing took longer than an hour.
     *
     * @param progress hears on this thread how many of the messages have been stored, if that goes by pieces; must not block
     */
    Copied copy(AccountId viewer, Mailbox from, long[] uids, Mailbox to, Actor actor, IntConsumer progress);

    /** As {@link #copy}, and removes what was copied: all of it or nothing. */
    Copied move(AccountId viewer, Mailbox from, long[] uids, Mailbox to, Actor actor, IntConsumer progress);

    record Shared(Mailbox mailbox, Rights rights) {}

    /** @param status null where the viewer may not read */
    record Visible(Mailbox mailbox, Rights rights, @Nullable MailboxStatus status) {}

    /** Who rights are given to. @param account empty for everybody who can log in */
    record Grantee(Optional<AccountId> account) {

        public static final Grantee ANYONE = new Grantee(Optional.empty());

        public static Grantee of(AccountId account) {
            return new Grantee(Optional.of(account));
        }
    }
}
