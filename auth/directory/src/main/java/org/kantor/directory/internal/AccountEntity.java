package org.kantor.directory.internal;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.directory.Quota;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;

/** Updates name only the columns that changed, so that two changes at once of different things both stay. */
@Entity
@DynamicUpdate
@Table(name = "account")
class AccountEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Nullable
    String subject;

    String login = "";

    @Column(name = "given_name")
    String givenName = "";

    @Column(name = "family_name")
    String familyName = "";

    @Column(name = "display_name")
    String displayName = "";

    @Enumerated(EnumType.STRING)
    Account.Kind kind = Account.Kind.PERSON;

    boolean enabled = true;

    @Column(name = "quota_bytes")
    long quotaBytes;

    @Column(name = "quota_messages")
    long quotaMessages;

    Instant created = Instant.EPOCH;

    @OneToMany(mappedBy = "account", cascade = CascadeType.ALL, orphanRemoval = true)
    List<AddressEntity> addresses = new ArrayList<>();

    void addAddress(EmailAddress address, boolean primary) {
        addresses.add(new AddressEntity(address, this, primary));
    }

    void limit(Quota quota) {
        quotaBytes = quota.bytes();
        quotaMessages = quota.messages();
    }

    /** Primary first, then by name. */
    List<EmailAddress> sortedAddresses() {
        return addresses.stream()
                .sorted(Comparator.comparing((AddressEntity a) -> !a.primary).thenComparing(a -> a.key))
                .map(AddressEntity::address)
                .toList();
    }

    Account toAccount() {
        if (id == null) {
            throw new IllegalStateException("an account without a number");
        }
        return new Account(
                new AccountId(id),
                subject,
                login,
                sortedAddresses().getFirst(),
                displayName,
                kind,
                enabled,
                new Quota(quotaBytes, quotaMessages),
                created);
    }
}
