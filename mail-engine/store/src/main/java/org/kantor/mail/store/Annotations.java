package org.kantor.mail.store;

import java.util.Map;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;

/**
 * Annotations of mailboxes and of the server (RFC 5464): values under names in lower case, which begin with {@code /shared/} for all who see the mailbox and with
 * {@code /private/} for one account alone.
 */
public interface Annotations {

    /** Octets of a value. */
    int MAX_OCTETS = 16_384;

    /** Annotations of a mailbox, or of the server, that all share; and as many again of each account alone. */
    int MOST = 100;

    /** Octets of all annotations of an account's mailboxes that all share, and again of all that one account alone sees, wherever they are. */
    int MOST_OCTETS = 4 * 1024 * 1024;

    /**
     * The owner's annotation that is the mailbox's special use itself (RFC 6154 section 4). It is given, to one mailbox, and taken away as any other; uses that are {@link
     * SpecialUse#isNeeded} stay where they are.
     */
    String SPECIAL_USE = "/private/specialuse";

    /** Those of a mailbox that the viewer sees. @param account the mailbox's */
    Map<String, byte[]> ofMailbox(AccountId account, MailboxId mailbox, AccountId viewer);

    /** What the change bus calls the server's annotations, whoever changed them. */
    Collection OF_SERVER = new Collection(Collection.Kind.SETTINGS, 0);

    /** Sets values, and removes those that are empty. All or none. Refused: LIMIT, OVER_QUOTA, NOT_FOUND; CANNOT for a special use that cannot be given or taken. */
    void annotate(
            AccountId account, MailboxId mailbox, AccountId viewer, Map<String, Optional<byte[]>> changes, Actor actor);

    /** Those of the server that the viewer sees. */
    Map<String, byte[]> ofServer(AccountId viewer);

    /** The viewer's own values of one private annotation, on mailboxes of anybody, those too that the viewer may not see any more. One query. */
    Map<MailboxId, byte[]> values(AccountId viewer, String name);

    /** A digest of each value that the viewer sees on mailboxes of the account, for whoever compares. One query. */
    Map<MailboxId, Map<String, String>> digests(AccountId account, AccountId viewer);

    /** The same of the server's. One query. */
    Map<String, String> digestsOfServer(AccountId viewer);

    /** As {@link #annotate}; who may set what all share is the caller's concern. */
    void annotateServer(AccountId viewer, Map<String, Optional<byte[]>> changes);

    /** Whether all see the annotation of this name. */
    static boolean isShared(String name) {
        return name.startsWith("/shared/");
    }
}
