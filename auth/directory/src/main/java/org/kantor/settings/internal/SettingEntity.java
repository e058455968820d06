package org.kantor.settings.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

@Entity
@Table(name = "setting")
@IdClass(SettingEntity.Key.class)
class SettingEntity {

    @Id
    String scope = "";

    @Id
    String key = "";

    String value = "";

    Instant changed = Instant.EPOCH;

    @Column(name = "changed_by")
    String changedBy = "";

    record Key(String scope, String key) implements Serializable {}
}
