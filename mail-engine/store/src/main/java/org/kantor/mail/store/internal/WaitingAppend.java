package org.kantor.mail.store.internal;

import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.internal.AppendSql.Placed;
import org.kantor.mail.store.internal.AppendSql.Placing;

/** A message on its way through its account's lane, and what became of it. Written and read under the lane's lock. */
final class WaitingAppend {

    final Placing placing;
    final Actor actor;
    private @Nullable Placed placed;
    private @Nullable RuntimeException failure;

    WaitingAppend(Placing placing, Actor actor) {
        this.placing = placing;
        this.actor = actor;
    }

    boolean done() {
        return placed != null || failure != null;
    }

    void done(Placed outcome) {
        placed = outcome;
    }

    void failed(RuntimeException e) {
        failure = e;
    }

    /** The outcome, on the thread that asked for it. */
    Placed outcome() {
        if (placed != null) {
            return placed;
        }
        if (failure instanceof Refused refused) {
            throw refused;
        }
        throw new IllegalStateException("the message was not stored", failure);
    }
}
