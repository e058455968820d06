package org.kantor.identity.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The number alone names the row here; the table's key begins with the account, as every owned table's does. */
@Entity
@Table(name = "app_password")
class AppPasswordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(updatable = false)
    long account;

    String name = "";

    /** Names of services, separated by commas. */
    String services = "";

    byte[] salt = {};

    byte[] hash = {};

    int iterations;

    @Column(name = "stored_key")
    byte[] storedKey = {};

    @Column(name = "server_key")
    byte[] serverKey = {};

    Instant created = Instant.EPOCH;

    @Column(name = "last_used")
    @Nullable
    Instant lastUsed;
}
