package org.kantor.change;

import java.time.Instant;
import org.kantor.kernel.AccountId;

/**
 * What one transaction did to one collection. Ids are UIDs in a mailbox, object ids in a calendar or address book, collection ids in a list of collections.
 *
 * @param seq the account's change number of the transaction
 */
public record Change(
        AccountId account,
        long seq,
        Collection collection,
        long[] created,
        long[] updated,
        long[] destroyed,
        Actor actor,
        Instant at) {}
