package org.kantor.mail.sasl;

import org.kantor.identity.Authenticator.Verdict;

/** How an exchange ended. */
public sealed interface Outcome {

    Outcome REJECTED = new Judged(new Verdict.Rejected());

    record Judged(Verdict verdict) implements Outcome {}

    /** The client took the exchange back, or what it sent is not in the mechanism's grammar. */
    record Malformed() implements Outcome {}

    /** There is no such mechanism, or not here. */
    record NotOffered() implements Outcome {}
}
