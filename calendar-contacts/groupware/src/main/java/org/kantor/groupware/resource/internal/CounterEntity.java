package org.kantor.groupware.resource.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A collection's change number, for queries that read it beside the collection; only {@link ResourceSql} writes it. */
@Entity
@Immutable
@Table(name = "groupware_counter")
public class CounterEntity {

    @Id
    public long collection;

    public long account;

    public long modseq;
}
