package org.kantor.launcher;

import com.sun.security.auth.module.UnixSystem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the environment says about this instance; everything an operator decides later lives in the suite's own settings.
 *
 * @param checkout the folder that the suite was built in
 * @param home the one folder that the instance writes to
 * @param bind the address that the listeners bind to
 * @param listenerBinds the addresses of mail listeners that have one of their own
 * @param domain the primary domain, when the environment names one
 * @param database a PostgreSQL of the operator's own in place of the embedded one
 * @param publicWebUrl where browsers reach the suite, when that is not what its ports say
 * @param publicKeycloakUrl where browsers reach the log-in, when that is not what its port says
 */
record Settings(
        Path checkout,
        Path home,
        String bind,
        Map<String, String> listenerBinds,
        Ports ports,
        Optional<String> domain,
        Optional<ExternalDatabase> database,
        Optional<String> publicWebUrl,
        Optional<String> publicKeycloakUrl) {

    static final String LOOPBACK = "127.0.0.1";

    /** A PostgreSQL server that the operator runs: the suite's database, and Keycloak's beside it on the same server. */
    record ExternalDatabase(String url, String user, String password) {

        /** The same server's database for Keycloak, named by the environment or {@code keycloak}. */
        String keycloakUrl() {
            var question = url.indexOf('?');
            var path = question < 0 ? url : url.substring(0, question);
            return path.substring(0, path.lastIndexOf('/') + 1)
                    + "keycloak"
                    + (question < 0 ? "" : url.substring(question));
        }

        /** Opens both databases once, to say so plainly when one cannot be, instead of letting a process fail on it. */
        void check() {
            for (var database : List.of(url, keycloakUrl())) {
                var properties = new Properties();
                properties.setProperty("user", user);
                properties.setProperty("password", password);
                properties.setProperty("loginTimeout", "15");
                try {
                    DriverManager.getConnection(database, properties).close();
                } catch (SQLException e) {
                    throw new Refusal(
                            "The database " + database + " (from KANTOR_DB_URL) cannot be opened as " + user + ": "
                                    + e.getMessage(),
                            e);
                }
            }
        }
    }

    static Settings from(Map<String, String> environment) {
        var checkout = Path.of(required(environment, "KANTOR_CHECKOUT")).toAbsolutePath();
        var home = environment.get("KANTOR_HOME");
        var bind = environment.getOrDefault("KANTOR_BIND", LOOPBACK);
        return new Settings(
                checkout,
                home != null ? Path.of(home).toAbsolutePath().normalize() : defaultHome(checkout),
                bind,
                listenerBinds(environment),
                new Ports(
                        number(environment, "KANTOR_PORT_OFFSET", 0),
                        number(environment, "KANTOR_MAIL_PORT_OFFSET", Ports.DEFAULT_MAIL_OFFSET)),
                text(environment, "KANTOR_DOMAIN").map(domain -> domain.toLowerCase(Locale.ROOT)),
                text(environment, "KANTOR_DB_URL")
                        .map(url -> new ExternalDatabase(
                                url,
                                environment.getOrDefault("KANTOR_DB_USER", "kantor"),
                                environment.getOrDefault("KANTOR_DB_PASSWORD", ""))),
                text(environment, "KANTOR_WEB_URL"),
                text(environment, "KANTOR_KEYCLOAK_URL"));
    }

    static boolean root() {
        return new UnixSystem().getUid() == 0;
    }

    private static Path defaultHome(Path checkout) {
        return root() ? Path.of("/var/lib/kantor") : checkout.resolve(".kantor");
    }

    private static Map<String, String> listenerBinds(Map<String, String> environment) {
        var binds = new HashMap<String, String>();
        for (var listener : Ports.listeners()) {
            text(environment, "KANTOR_BIND_" + listener).ifPresent(address -> binds.put(listener, address));
        }
        return Map.copyOf(binds);
    }

    /** The address of a mail listener; LMTP, which asks nobody who they are, stays on loopback unless it is given one of its own. */
    String bind(String listener) {
        return listenerBinds.getOrDefault(listener, listener.equals("LMTP") ? LOOPBACK : bind);
    }

    /** Whether the listeners are bound to all addresses of the machine, so that the bind address is no name for it. */
    boolean onEveryAddress() {
        return address().isAnyLocalAddress();
    }

    /** Whether the listeners can only be reached from this machine. */
    boolean onLoopback() {
        return address().isLoopbackAddress();
    }

    InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new Refusal("KANTOR_BIND is " + bind + ", which is not an address of this machine.", e);
        }
    }

    /** The web address that people open; plain HTTP exists on loopback only. */
    String webUrl() {
        return publicWebUrl.orElseGet(() ->
                onLoopback() ? "http://localhost:" + ports.web() : "https://" + hostName() + ":" + ports.webTls());
    }

    /** The address of the log-in: off loopback beside the webmail, under the same name. */
    String keycloakUrl() {
        return publicKeycloakUrl.orElseGet(
                () -> (onLoopback() ? "http://localhost:" : "https://" + webHost() + ":") + ports.keycloak());
    }

    private String webHost() {
        return Optional.ofNullable(URI.create(webUrl()).getHost()).orElseGet(Settings::hostName);
    }

    /** The machine's own name, as far as it knows it; the canonical one is often that of the loopback. */
    static String hostName() {
        try {
            var machine = InetAddress.getLocalHost();
            var canonical = machine.getCanonicalHostName();
            return canonical.startsWith("localhost") ? machine.getHostName() : canonical;
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String required(Map<String, String> environment, String name) {
        return text(environment, name).orElseThrow(() -> new Refusal(name + " is not set: start me as deploy/kantor."));
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(value.strip());
            if (number >= 0 && number <= 49_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new Refusal(name + " is \"" + value + "\"; it must be a number from 0 to 49000.");
    }
}
