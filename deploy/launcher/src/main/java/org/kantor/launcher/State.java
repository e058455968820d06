package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;

/** How far the launcher is, in a file, for the commands that look at it from outside. */
enum State {
    STARTING,
    READY,
    STOPPED,
    FAILED;

    void write(Home home) {
        try {
            Files.writeString(home.run().resolve("state"), name().toLowerCase(Locale.ROOT) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static State read(Home home) {
        try {
            var file = home.run().resolve("state");
            return Files.exists(file)
                    ? State.valueOf(Files.readString(file).strip().toUpperCase(Locale.ROOT))
                    : STOPPED;
        } catch (IOException | IllegalArgumentException e) {
            return STOPPED;
        }
    }
}
