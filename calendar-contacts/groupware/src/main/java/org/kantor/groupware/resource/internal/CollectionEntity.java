package org.kantor.groupware.resource.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.Hue;
import org.kantor.groupware.resource.CollectionKind;

/** A calendar or an address book. Updates name only the columns that changed. */
@Entity
@DynamicUpdate
@Table(name = "groupware_collection")
public class CollectionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    public Long id;

    public long account;

    @Enumerated(EnumType.STRING)
    public CollectionKind kind = CollectionKind.CALENDAR;

    public String name = "";

    @Column(name = "display_name")
    public String displayName = "";

    public String description = "";

    @Enumerated(EnumType.STRING)
    public Hue hue = Hue.TEAL;

    public String colour = "";

    public int position;

    public String timezone = "";

    public String components = "";

    public Instant created = Instant.EPOCH;
}
