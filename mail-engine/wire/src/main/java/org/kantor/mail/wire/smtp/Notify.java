package org.kantor.mail.wire.smtp;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/** The NOTIFY parameter (RFC 3461 section 4.1): on which events the sender wants a report; none at all is NEVER. */
public record Notify(boolean success, boolean failure, boolean delay) {

    public static final Notify NEVER = new Notify(false, false, false);

    static Optional<Notify> parse(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        if (upper.equals("NEVER")) {
            return Optional.of(NEVER);
        }
        var bits = 0;
        for (var event : upper.split(",", -1)) {
            var bit = switch (event) {
                case "SUCCESS" -> 1;
                case "FAILURE" -> 2;
                case "DELAY" -> 4;
                default -> 0;
            };
            if (bit == 0 || (bits & bit) != 0) {
                return Optional.empty();
            }
            bits |= bit;
        }
        return Optional.of(ofBits(bits));
    }

    /** 1 success, 2 failure, 4 delay: the form in which the queue keeps it. */
    public int bits() {
        return (success ? 1 : 0) | (failure ? 2 : 0) | (delay ? 4 : 0);
    }

    public static Notify ofBits(int bits) {
        return new Notify((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
    }

    @Override
    public String toString() {
        var events = new ArrayList<String>();
        if (success) {
            events.add("SUCCESS");
        }
        if (failure) {
            events.add("FAILURE");
        }
        if (delay) {
            events.add("DELAY");
        }
        return events.isEmpty() ? "NEVER" : String.join(",", events);
    }
}
