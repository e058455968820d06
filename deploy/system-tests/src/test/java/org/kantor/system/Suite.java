package org.kantor.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * Where the running suite is: {@code kantor.port.offset} (what {@code KANTOR_PORT_OFFSET} was when it was started, 20000 unless told) and {@code
 * kantor.home} as system properties. The world in it is the demo's. Several JVMs that test at the same time have a suite each: both properties name them in the same order, with commas
 * between them, and {@code kantor.fork} says which is this JVM's.
 */
final class Suite {

    static final int OFFSET = Integer.parseInt(own("kantor.port.offset", "20000"));
    static final Path HOME = Path.of(own("kantor.home", ".kantor"));
    static final String HOST = "127.0.0.1";

    /** Where the suite under test asks for names ({@code KANTOR_DNS_SERVER}) and which port it relays to ({@code KANTOR_RELAY_PORT}). */
    static final int DNS_PORT = 9_053 + OFFSET;

    static final int RELAY_PORT = 9_025 + OFFSET;

    private Suite() {}

    private static String own(String property, String unlessTold) {
        var all = System.getProperty(property, unlessTold).split(",");
        var fork = Integer.getInteger("kantor.fork");
        if (all.length > 1 && fork == null) {
            throw new IllegalStateException(
                    "Which of " + List.of(all) + " is this JVM's? kantor.fork does not say so.");
        }
        return all.length == 1 ? all[0] : all[fork - 1];
    }

    static int lmtp() {
        return 1_024 + OFFSET;
    }

    static int smtp() {
        return 1_025 + OFFSET;
    }

    static int submission() {
        return 1_587 + OFFSET;
    }

    static int submissions() {
        return 1_465 + OFFSET;
    }

    static int imap() {
        return 1_143 + OFFSET;
    }

    static int imaps() {
        return 1_993 + OFFSET;
    }

    static int pop3() {
        return 1_110 + OFFSET;
    }

    static int pop3s() {
        return 1_995 + OFFSET;
    }

    static String web() {
        return "http://localhost:" + (8_080 + OFFSET);
    }

    static String webTls() {
        return "https://localhost:" + (8_443 + OFFSET);
    }

    static String keycloak() {
        return "http://localhost:" + (8_180 + OFFSET);
    }

    /** Of the week that the demonstration's calendar is full in, which is the one it was made in. */
    static LocalDate wednesday() {
        try {
            var made = Files.readString(HOME.resolve("run").resolve("demo-world"));
            return LocalDate.ofInstant(Instant.parse(made.strip()), ZoneOffset.UTC)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                    .plusDays(2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The local authority that signed the suite's certificate. */
    static Path authority() {
        return HOME.resolve("tls").resolve("ca.pem");
    }
}
