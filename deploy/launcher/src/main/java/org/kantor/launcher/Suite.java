package org.kantor.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.kantor.launcher.Secrets.Secret;
import org.kantor.launcher.demo.DemoWorld;

/** The parts of one instance, put together from its settings, in the waves in which they start. */
final class Suite {

    private final Home home;
    private final Settings settings;
    private final Instance instance;
    private final Clock clock;
    private final Secrets secrets;
    private final TlsKeys keys;
    private final List<List<Part>> waves;

    Suite(Home home, Settings settings, Instance instance, Clock clock) {
        this.home = home;
        this.settings = settings;
        this.instance = instance;
        this.clock = clock;
        this.secrets = new Secrets(home.secrets());
        this.keys = new TlsKeys(home.tls(), clock);
        this.waves = waves();
    }

    private List<List<Part>> waves() {
        if (settings.database().isPresent()) {
            var database = settings.database().get();
            return List.of(List.of(
                    keycloak(new Keycloak.Database(database.keycloakUrl(), database.user(), database.password())),
                    server(new ApplicationServer.Database(database.url(), database.user(), database.password()))));
        }
        var database = new EmbeddedDatabase(home, settings, secrets);
        // The server waits for no log-in while it boots, so the two slow ones start together.
        return List.of(
                List.of(database),
                List.of(
                        keycloak(new Keycloak.Database(
                                database.url("keycloak"), "keycloak", secrets.get(Secret.DATABASE_KEYCLOAK))),
                        server(new ApplicationServer.Database(
                                database.url("kantor"), "kantor", secrets.get(Secret.DATABASE_KANTOR)))));
    }

    private Part keycloak(Keycloak.Database database) {
        return new Keycloak(home, settings, instance, secrets, keys, database);
    }

    private Part server(ApplicationServer.Database database) {
        return new ApplicationServer(home, settings, instance, secrets, keys, database);
    }

    List<List<Part>> inWaves() {
        return waves;
    }

    List<Part> parts() {
        return waves.stream().flatMap(List::stream).toList();
    }

    void prepare(Progress progress) {
        keys.prepare(names(), secrets.get(Secret.TLS_STORE));
        parts().forEach(part -> part.prepare(progress));
    }

    private List<String> names() {
        var names = new LinkedHashSet<String>();
        names.add("localhost");
        names.add(Settings.hostName());
        names.add(instance.domain());
        for (var prefix : List.of("mail", "imap", "pop3", "smtp", "autoconfig", "autodiscover", "mta-sts")) {
            names.add(prefix + "." + instance.domain());
        }
        names.add(Settings.LOOPBACK);
        if (!settings.onEveryAddress()) {
            names.add(settings.address().getHostAddress());
        }
        for (var address : List.of(settings.webUrl(), settings.keycloakUrl())) {
            Optional.ofNullable(URI.create(address).getHost())
                    .filter(host -> !host.startsWith("["))
                    .ifPresent(names::add);
        }
        return new ArrayList<>(names);
    }

    /** Says which port is taken before anything is started, instead of letting a process fail on it. */
    void checkPorts() {
        for (var part : parts()) {
            part.ports().forEach(Suite::checkPort);
        }
    }

    private static void checkPort(Part.Port port) {
        if (port.number() > 65_535) {
            throw new Refusal("The port for " + port.purpose() + " would be " + port.number()
                    + ", above 65535; choose a smaller KANTOR_PORT_OFFSET.");
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(port.address()), port.number()));
        } catch (IOException e) {
            throw new Refusal(
                    "Port " + port.number() + " (" + port.purpose() + ") cannot be used: " + e.getMessage()
                            + ". Stop the program that has it, or set KANTOR_PORT_OFFSET to move all ports.",
                    e);
        }
    }

    /** What a person needs to know once it runs. */
    List<String> welcome(boolean firstTime) {
        var ports = settings.ports();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("  Kantor runs at " + settings.webUrl());
        lines.add("");
        lines.add("  IMAP   %d (STARTTLS), %d (TLS)      POP3  %d (STLS), %d (TLS)"
                .formatted(ports.mail("IMAP"), ports.mail("IMAPS"), ports.mail("POP3"), ports.mail("POP3S")));
        lines.add("  SMTP   %d      submission  %d (STARTTLS), %d (TLS)      LMTP  %d"
                .formatted(
                        ports.mail("SMTP"), ports.mail("SUBMISSION"), ports.mail("SUBMISSIONS"), ports.mail("LMTP")));
        lines.add("  CalDAV and CardDAV  " + settings.webUrl() + "/dav      log-in  " + settings.keycloakUrl());
        lines.add("  Data, logs, keys    " + home.root() + " (trust tls/ca.pem in your mail program)");
        lines.add("");
        if (instance.demo()) {
            lines.add("  Log in as alice, bob, carol or dave (an administrator) at example.org;");
            lines.add("  the password is the name followed by -demo: alice-demo.");
        } else if (firstTime) {
            lines.add("  The administrator is admin@" + instance.domain() + ", with the password "
                    + secrets.get(Secret.ADMIN_PASSWORD));
            lines.add("  until the first log-in, which asks for another one.");
        } else {
            lines.add("  The administrator is admin@" + instance.domain() + ".");
        }
        lines.add("");
        return lines;
    }

    /** The people's mail, calendars and contacts, once. A demonstration without them works too: what is missing comes with the next {@code up}. */
    void fillDemonstration(Progress progress) {
        if (!instance.demo()) {
            return;
        }
        var ports = settings.ports();
        var endpoints = new DemoWorld.Endpoints(
                settings.bind(), ports.mail("LMTP"), ports.mail("IMAP"), "http://127.0.0.1:" + ports.web());
        try {
            DemoWorld.fill(
                    endpoints, home.run().resolve("demo-world"), clock, sentence -> progress.say("world", sentence));
        } catch (UncheckedIOException e) {
            progress.line(String.valueOf(e.getMessage()));
            progress.line("Kantor runs without it; deploy/kantor up --demo completes what is missing.");
        }
    }

    boolean everStarted() {
        return Files.exists(home.run().resolve("once"));
    }

    void rememberStart() {
        try {
            Files.writeString(home.run().resolve("once"), "");
        } catch (IOException e) {
            throw new Refusal("The folder " + home.run() + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    Instance instance() {
        return instance;
    }
}
