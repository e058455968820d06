package org.kantor.webmail.mail;

import java.util.BitSet;
import java.util.Set;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Conversations;
import org.kantor.mail.store.MailboxView;

/**
 * Tells messages that were written to somebody from those that were written to many.
 *
 * @param mine the keys of the reader's own addresses
 */
record Audiences(Conversations conversations, Set<String> mine) {

    /** Nothing is for anybody. */
    static final Kinds NONE = new Kinds(new BitSet(), new BitSet());

    /** Indices of a view. @param toMe written to the reader, and no list mail */
    record Kinds(BitSet toMe, BitSet listMail) {}

    /** One walk through the view, and one query for what is new in it. */
    Kinds of(AccountId owner, MailboxView view) {
        var known = conversations.audience(owner, view);
        var toMine = known.addressedTo(mine);
        var kinds = new Kinds(new BitSet(view.size()), new BitSet(view.size()));
        var row = 0;
        for (var index = 0; index < view.size(); index++) {
            var uid = view.uid(index);
            while (row < known.size() && known.uid(row) < uid) {
                row++;
            }
            if (row < known.size() && known.uid(row) == uid) {
                if (known.isListMail(row)) {
                    kinds.listMail().set(index);
                } else if (toMine.test(row)) {
                    kinds.toMe().set(index);
                }
            }
        }
        return kinds;
    }
}
