package org.kantor.mail.imap;

import java.util.Optional;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.store.Mailbox;

/**
 * How others' mailboxes are named (RFC 2342): {@code Other Users/ADDRESS/NAME}, and {@code Shared/ADDRESS/NAME} those of accounts that nobody logs in to. Any name
 * with an address on its second level below one of the two is such a name; all others are one's own, though none is made below the two.
 */
final class Namespaces {

    static final String OTHER_USERS = Mailbox.OTHER_USERS + "/";
    static final String SHARED = Mailbox.SHARED + "/";

    /** Where a name leads. @param mailbox its name in its account */
    record Place(AccountId account, String mailbox) {}

    private Namespaces() {}

    static boolean isOthers(String name) {
        var rest = rest(name);
        var slash = rest.indexOf('/');
        return slash > 0 && rest.lastIndexOf('@', slash) > 0;
    }

    private static String rest(String name) {
        if (name.startsWith(OTHER_USERS)) {
            return name.substring(OTHER_USERS.length());
        }
        return name.startsWith(SHARED) ? name.substring(SHARED.length()) : "";
    }

    /** Whether others' mailboxes have this name or names below it. */
    static boolean isBelow(String name) {
        return (name + "/").startsWith(OTHER_USERS) || (name + "/").startsWith(SHARED);
    }

    /** Where somebody else's mailbox of this name would be; empty if no account has the address. */
    static Optional<Place> place(String name, Directory directory) {
        var rest = rest(name);
        var slash = rest.indexOf('/');
        return EmailAddress.parse(rest.substring(0, slash))
                .flatMap(directory::byAddress)
                .filter(account -> name.startsWith(prefix(account)))
                .map(account -> new Place(account.id(), rest.substring(slash + 1)));
    }

    static String name(Account account, String mailbox) {
        return prefix(account) + account.address() + "/" + mailbox;
    }

    private static String prefix(Account account) {
        return account.kind() == Account.Kind.SHARED ? SHARED : OTHER_USERS;
    }
}
