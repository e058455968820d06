package org.kantor.directory.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "domain")
class DomainEntity {

    @Id
    String name = "";

    @Column(name = "is_primary")
    boolean primary;

    @Column(name = "is_test")
    boolean test;

    Instant created = Instant.EPOCH;

    DomainEntity() {}

    DomainEntity(String name, boolean primary, boolean test, Instant created) {
        this.name = name;
        this.primary = primary;
        this.test = test;
        this.created = created;
    }
}
