package org.kantor.mail.store;

import java.util.List;

/**
 * Mends what {@link StoreCheck} finds, and loses nothing: mail without a mailbox comes into one called {@link #RECOVERED}, what has to be taken out of a table is
 * kept in the table {@code set_aside}, a damaged blob in the folder {@code blobs-aside}. An account at a time, in its writers' turn and one transaction; an account that was
 * mended forgets its changes, so that every program that follows them reads its mailboxes anew. What is whole is left alone, so that a second run finds nothing to do.
 */
public interface StoreRepair {

    /** Where mail comes to whose mailbox is gone or unknown; below it a mailbox for each that was lost. */
    String RECOVERED = "Recovered";

    /**
     * What is, or would be, done.
     *
     * @param rule the rule of the check that did not hold
     * @param account the account's address, or its log-in name if it has none; empty for what is no account's
     * @param done false for what cannot be mended here
     */
    record Repair(String rule, String account, String sentence, boolean done) {}

    /** @param really false only to say what would be done: nothing is changed then */
    List<Repair> run(StoreCheck.Depth depth, boolean really);
}
