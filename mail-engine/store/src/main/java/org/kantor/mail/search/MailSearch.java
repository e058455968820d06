package org.kantor.mail.search;

import java.util.List;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.query.Query;
import org.kantor.mail.store.MailboxId;

/** Finds messages in all mailboxes of an account. */
public interface MailSearch {

    /**
     * The best first when the query has words, else the newest. Spam and trash are looked into only if the query names a mailbox ({@link Query.In}).
     *
     * @param most how many hits are answered at most
     */
    default Found find(AccountId account, Query query, int most) {
        return find(account, List.of(query), most).getFirst();
    }

    /** The same for several queries in one walk through the mailboxes: what each finds, in their order. */
    List<Found> find(AccountId account, List<Query> queries, int most);

    /**
     * @param total how many there are
     * @param complete false while the account is being indexed for the first time and something may be missing
     */
    record Found(List<Hit> hits, int total, boolean complete) {}

    /** A message in one of its mailboxes. */
    record Hit(MailboxId mailbox, long uid, long message) {}
}
