package org.kantor.mail.store.internal;

import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Deliveries.Delivered;
import org.kantor.mail.store.Deliveries.Delivery;

/** A delivery on its way through its account's lane, and what became of it. Written and read under the lane's lock. */
final class WaitingDelivery {

    final Delivery delivery;
    final PreparedMessage message;
    private @Nullable Delivered delivered;
    private @Nullable RuntimeException failure;

    WaitingDelivery(Delivery delivery, PreparedMessage message) {
        this.delivery = delivery;
        this.message = message;
    }

    boolean done() {
        return delivered != null || failure != null;
    }

    void done(Delivered outcome) {
        delivered = outcome;
    }

    void failed(RuntimeException e) {
        failure = e;
    }

    /** The outcome, on the thread that asked for the delivery. */
    Delivered outcome() {
        if (delivered != null) {
            return delivered;
        }
        if (failure instanceof Refused refused) {
            throw refused;
        }
        throw new IllegalStateException("the delivery was not stored", failure);
    }
}
