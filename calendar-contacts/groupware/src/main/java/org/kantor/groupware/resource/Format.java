package org.kantor.groupware.resource;

import org.kantor.kernel.AccountId;

/**
 * What a kind of collection demands of its members and what it remembers of them.
 *
 * @param <F> what it reads out of a member to search by
 */
public interface Format<F> {

    /**
     * @param components what the collection holds, as its row says
     * @throws Violation if the octets may not be stored there
     */
    Checked<F> check(String components, byte[] octets);

    /** Remembers a member, new or changed, in the open transaction. */
    void index(AccountId account, CollectionId collection, long resource, F facts);

    record Checked<F>(String uid, F facts) {}
}
