package org.kantor.mail.search.internal;

import java.util.function.DoubleSupplier;

/**
 * How the worker rests, so that it stands back for work that somebody waits for (decision 0103). It takes half of one processor at most, and a tenth while the
 * machine, whoever uses it, is more than half busy. Owned by the worker's thread.
 */
final class Pace {

    private static final double BUSY = 0.5;

    /** Below this it was nothing that could be in anybody's way. */
    private static final long LITTLE_NANOS = 10_000_000;

    private final DoubleSupplier load;
    private final Sleep sleep;

    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    /** @param load the part of all processors that was busy since it was last asked for, from 0 to 1; negative if nobody knows */
    Pace(DoubleSupplier load, Sleep sleep) {
        this.load = load;
        this.sleep = sleep;
    }

    /** @param worked nanoseconds */
    void rest(long worked) throws InterruptedException {
        var _ = load.getAsDouble();
        sleep.nanos(worked);
        // the load of this rest, which has nothing of the worker's own
        if (worked > LITTLE_NANOS && load.getAsDouble() > BUSY) {
            sleep.nanos(8 * worked);
        }
    }
}
