package org.kantor.mail.store.internal;

import java.time.Instant;
import java.util.List;
import org.kantor.kernel.AccountId;

/**
 * Keeps content that is too large for a row, named by its account and hash. A blob is durable when {@link #put} returns, which is before the
 * transaction that refers to it commits; one that nothing came to refer to is swept after a grace period. Safe from any thread.
 */
public interface BlobStore {

    /** Also makes a blob that is there already as young as a new one. */
    void put(AccountId account, byte[] hash, byte[] content);

    /** @throws IllegalStateException if there is none */
    byte[] get(AccountId account, byte[] hash);

    boolean exists(AccountId account, byte[] hash);

    /** Takes a damaged blob away from its name, to where nothing deletes it. */
    void setAside(AccountId account, byte[] hash);

    /** The accounts that have blobs. */
    List<AccountId> accounts();

    /** The hashes of all blobs of an account. */
    List<byte[]> hashes(AccountId account);

    /** The hashes of an account's blobs that were last put before then. */
    List<byte[]> olderThan(AccountId account, Instant before);

    /** Deletes a blob unless it was put again since. */
    void delete(AccountId account, byte[] hash, Instant before);
}
