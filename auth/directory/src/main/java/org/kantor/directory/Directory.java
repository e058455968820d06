package org.kantor.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;

/** Looks up accounts, addresses and domains. Reads are cached briefly and safe from any thread; none needs an open transaction. */
public interface Directory {

    Optional<Account> account(AccountId id);

    /** Those of the accounts that there are. At most one statement, however many they are. */
    Map<AccountId, Account> accounts(Set<AccountId> ids);

    Optional<Account> bySubject(String subject);

    /** The account behind a primary address or an alias that is already in the directory; never asks Keycloak. */
    Optional<Account> byAddress(EmailAddress address);

    /**
     * What to do with mail for an address: the door's question at RCPT TO. An unknown address in one of our domains is looked up once in Keycloak,
     * and its account is made if the user exists there. A sub-address ({@code alice+shop@}) belongs to alice (RFC 5233).
     */
    Recipient resolve(EmailAddress address);

    /** Asks Keycloak again about addresses that it did not know a moment ago: called when it has told of a new user. */
    void forgetUnknown();

    /** Every address (primary first) that the account may use as sender and receives mail for. */
    List<EmailAddress> addresses(AccountId id);

    DomainName primaryDomain();

    /** The user name in Keycloak of whoever has this address: the local part in the primary domain, the whole address elsewhere. */
    default String login(EmailAddress address) {
        var key = address.key();
        return address.domain().equals(primaryDomain()) ? key.substring(0, key.lastIndexOf('@')) : key;
    }

    boolean isLocal(DomainName domain);

    /** People and rooms whose name or address contains the text (all, when empty), by name. */
    List<Account> find(String text, int offset, int limit);

    int count(String text);

    /** What an address is to this server. */
    sealed interface Recipient {
        /** @param detail the sub-address after the plus sign, empty if there is none */
        record Local(Account account, String detail) implements Recipient {}

        /** One of our domains, but nobody there (550 5.1.1). */
        record Unknown() implements Recipient {}

        /** Another server's domain. */
        record Remote() implements Recipient {}

        /** One of our domains, and Keycloak is away, so nobody can say (451 4.3.0). */
        record Unavailable() implements Recipient {}
    }
}
