package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that asks the launcher to keep one part stopped; taking it away asks for the part again. */
final class Hold {

    private Hold() {}

    static boolean isOn(Home home, String part) {
        return Files.exists(file(home, part));
    }

    static void set(Home home, String part) {
        try {
            Files.writeString(file(home, part), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void release(Home home, String part) {
        try {
            Files.deleteIfExists(file(home, part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Home home, String part) {
        return home.run().resolve(part + ".hold");
    }
}
