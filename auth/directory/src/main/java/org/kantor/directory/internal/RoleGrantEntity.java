package org.kantor.directory.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.kantor.directory.Users;

@Entity
@Table(name = "role_grant")
@IdClass(RoleGrantEntity.Key.class)
class RoleGrantEntity {

    @Id
    long account;

    @Id
    @Enumerated(EnumType.STRING)
    Users.Role role = Users.Role.ADMINISTRATOR;

    @Id
    String scope = "";

    Instant granted = Instant.EPOCH;

    @Column(name = "granted_by")
    String grantedBy = "";

    RoleGrantEntity() {}

    RoleGrantEntity(long account, Users.Role role, Instant granted, String grantedBy) {
        this.account = account;
        this.role = role;
        this.granted = granted;
        this.grantedBy = grantedBy;
    }

    record Key(long account, Users.Role role, String scope) implements Serializable {}
}
