package org.kantor.directory.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;

@Entity
@Table(name = "address")
class AddressEntity {

    @Id
    String key = "";

    @Column(name = "local_part")
    String localPart = "";

    String domain = "";

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "account")
    @Nullable
    AccountEntity account;

    @Column(name = "is_primary")
    boolean primary;

    AddressEntity() {}

    AddressEntity(EmailAddress address, AccountEntity account, boolean primary) {
        this.key = address.key();
        this.localPart = address.localPart();
        this.domain = address.domain().value();
        this.account = account;
        this.primary = primary;
    }

    EmailAddress address() {
        return new EmailAddress(localPart, new DomainName(domain));
    }
}
