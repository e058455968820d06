package org.kantor.mail.store.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.SpecialUse;

/** A mailbox's lasting properties; its counters are a row of their own. */
@Entity
@Table(name = "mailbox")
@IdClass(MailboxEntity.Key.class)
public class MailboxEntity {

    /** The account comes first in every key. */
    public record Key(long account, long id) implements Serializable {}

    @Id
    private long account;

    @Id
    private long id;

    @Column(nullable = false)
    private String name = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "special_use", columnDefinition = "text")
    private @Nullable SpecialUse use;

    @Column(name = "uid_validity", nullable = false, updatable = false)
    private long uidValidity;

    @Column(nullable = false, updatable = false)
    private Instant created = Instant.EPOCH;

    protected MailboxEntity() {}

    MailboxEntity(Key key, String name, @Nullable SpecialUse use, long uidValidity, Instant created) {
        this.account = key.account();
        this.id = key.id();
        this.name = name;
        this.use = use;
        this.uidValidity = uidValidity;
        this.created = created;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    @Nullable
    SpecialUse use() {
        return use;
    }

    void rename(String to) {
        this.name = to;
    }

    Mailbox mailbox(boolean subscribed) {
        return new Mailbox(new MailboxId(id), new AccountId(account), name, use, uidValidity, subscribed);
    }

    Instant created() {
        return created;
    }
}
