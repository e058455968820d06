package org.kantor.mail.store.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A name that the account is subscribed to, of a mailbox that exists or not. */
@Entity
@Table(name = "subscription")
@IdClass(SubscriptionEntity.Key.class)
public class SubscriptionEntity {

    /** The account comes first in every key. */
    public record Key(long account, String name) implements Serializable {}

    @Id
    private long account;

    @Id
    private String name = "";

    protected SubscriptionEntity() {}

    SubscriptionEntity(Key key) {
        this.account = key.account();
        this.name = key.name();
    }

    String name() {
        return name;
    }
}
