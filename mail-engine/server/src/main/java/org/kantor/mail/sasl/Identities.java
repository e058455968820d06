package org.kantor.mail.sasl;

import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.kernel.EmailAddress;

/** The authorization identity of SASL messages (RFC 4422 section 3.4.1): nobody acts as somebody else. */
record Identities(Directory directory) {

    /** The verdict, turned to a rejection if the identity is named and is another's. */
    Outcome.Judged self(String authorization, Verdict verdict) {
        return verdict instanceof Verdict.Accepted accepted && !isSelf(authorization, accepted.account())
                ? new Outcome.Judged(new Verdict.Rejected())
                : new Outcome.Judged(verdict);
    }

    private boolean isSelf(String authorization, Account account) {
        if (authorization.isEmpty() || authorization.equalsIgnoreCase(account.login())) {
            return true;
        }
        return EmailAddress.parse(authorization)
                .flatMap(directory::byAddress)
                .filter(named -> named.id().equals(account.id()))
                .isPresent();
    }
}
