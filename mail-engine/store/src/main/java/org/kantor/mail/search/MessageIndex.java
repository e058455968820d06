package org.kantor.mail.search;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.internal.LuceneMessageIndex;
import org.kantor.mail.store.Store;
import org.kantor.mail.store.StoreCheck.Depth;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * Finds messages by their texts. The index has what is immutable of a message; in which mailbox it is and which flags it has, the mailbox's view says. An
 * account's index is its own: nothing of another account can be seen in it.
 */
public interface MessageIndex {

    /**
     * The account's index as of now. What has been committed before is in it, as far as the patience lasts to bring it forward; what is missing then is
     * {@linkplain Matches#knows unknown} to it, never a wrong answer. Close it after the search.
     */
    IndexSnapshot snapshot(AccountId account, Duration patience);

    /** An index without a container, for tests and tools: nothing happens in the background. */
    static MessageIndex open(Path folder, Transactions transactions, EntityManager entities, Store store) {
        return new LuceneMessageIndex(
                folder, transactions, new Jdbc(entities, transactions), store.messages(), store.changes());
    }

    /**
     * Looks whether the indexes can be read, are not ahead of what is stored, and have every message that they should.
     *
     * @param depth {@link Depth#CONTENT} reads every file and compares it with its checksum
     */
    List<Damage> check(Depth depth);

    /** An index that is not as it must be; {@link #rebuild(AccountId)} mends it. */
    record Damage(AccountId account, String what) {}

    /** Throws the account's index away and makes it anew in the background. */
    void rebuild(AccountId account);

    /** The same for every account. */
    void rebuild();
}
