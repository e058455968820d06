package org.kantor.mail.imap;

import java.util.Optional;
import org.kantor.directory.Account;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing.Grantee;

/** What the commands of RFC 4314 share: identifiers, which are addresses or user names and {@code anyone}, and rights as clients read them. */
final class AccessControl {

    static final String ANYONE = "anyone";

    private AccessControl() {}

    static Mailbox find(String name, ImapSession session) {
        return session.mailboxes()
                .find(name)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such mailbox"));
    }

    /** Negative rights (section 2) are not given. Refused: CANNOT, NOT_FOUND. */
    static Grantee grantee(String identifier, ImapSession session) {
        if (identifier.equals(ANYONE)) {
            return Grantee.ANYONE;
        }
        if (identifier.startsWith("-")) {
            throw new Refused(Refused.Code.CANNOT, "There are no negative rights");
        }
        var directory = session.services().directory();
        var address = identifier.contains("@") ? identifier : identifier + "@" + directory.primaryDomain();
        return EmailAddress.parse(address)
                .flatMap(directory::byAddress)
                .map(Account::id)
                .map(Grantee::of)
                .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such user"));
    }

    /** The identifier of an account; empty for one that is gone. */
    static Optional<String> identifier(AccountId account, ImapSession session) {
        return session.services()
                .directory()
                .account(account)
                .map(found -> found.address().toString());
    }

    /** With the old rights c and d where what they were split into is there (section 2.1.1). */
    static String letters(Rights rights) {
        var old = (rights.has(Right.CREATE) ? "c" : "")
                + (rights.has(Right.DELETE) || rights.has(Right.DELETE_MESSAGES) || rights.has(Right.EXPUNGE)
                        ? "d"
                        : "");
        return rights.letters() + old;
    }
}
