package org.kantor.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One process of the suite: how it is made ready, started, asked how it is, and stopped. */
interface Part {

    /** Its name in the log folder, in messages and as argument of {@code logs}. */
    String name();

    /** What it listens on, to say so plainly when one is taken. */
    List<Port> ports();

    /**
     * One port.
     *
     * @param purpose what it is for, in a person's words
     * @param address what it is bound to
     */
    record Port(String purpose, String address, int number) {}

    /** Puts its files in place. Called before every start of the suite, with nothing of it running. */
    void prepare(Progress progress);

    /** Waits for what a killed process of its left behind. Called right before each start of the process. */
    default void awaitRemains() {
        // Most leave nothing.
    }

    /** The command and environment; it must not fork, so that its process id is the one to watch. */
    ProcessBuilder command();

    /** What follows its first answer and belongs to its start, such as making databases. */
    default void started() {
        // Most have nothing to add.
    }

    /** Whether it does its work now, found out by asking it. */
    boolean healthy();

    /** A sentence, once its log shows that waiting longer is of no use. */
    default Optional<String> hopeless() {
        return Optional.empty();
    }

    /** How long a start may take on a slow machine. */
    Duration patience();

    /** The signal that makes it finish its work and leave. */
    default String stopSignal() {
        return "TERM";
    }
}
