package org.kantor.mail.delivery;

import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.kantor.bean.Service;
import org.kantor.directory.Directory;

/**
 * What the mail transport takes from the environment: {@code KANTOR_HOSTNAME} (the name in greetings and trace fields; the primary domain if
 * absent), {@code KANTOR_MAX_MESSAGE_BYTES}, {@code KANTOR_DNS_SERVER} ({@code address} or {@code address:port}, instead of the system's
 * resolvers) and {@code KANTOR_RELAY_PORT} (instead of 25, for tests).
 */
@Service
public final class TransportSettings {

    /** The largest message, in octets; RFC 5321 section 4.5.3.1.7 asks for at least 64 K. */
    public static final int MAX_MESSAGE = 50 * 1024 * 1024;

    private static final int SMTP_PORT = 25;
    private static final int DNS_PORT = 53;

    private final Map<String, String> environment;
    private final Directory directory;

    @Inject
    public TransportSettings(Directory directory) {
        this(directory, System.getenv());
    }

    public TransportSettings(Directory directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    public String hostName() {
        var name = text("KANTOR_HOSTNAME");
        return name.isEmpty() ? directory.primaryDomain().value() : name;
    }

    public int maxMessage() {
        var octets = text("KANTOR_MAX_MESSAGE_BYTES");
        return octets.isEmpty() ? MAX_MESSAGE : Integer.parseInt(octets);
    }

    public int relayPort() {
        var port = text("KANTOR_RELAY_PORT");
        return port.isEmpty() ? SMTP_PORT : Integer.parseInt(port);
    }

    public Optional<InetSocketAddress> dnsServer() {
        var server = text("KANTOR_DNS_SERVER");
        if (server.isEmpty()) {
            return Optional.empty();
        }
        var colon = server.lastIndexOf(':');
        var bracket = server.lastIndexOf(']');
        var withPort = colon > bracket && (bracket > 0 || server.indexOf(':') == colon);
        var host = withPort ? server.substring(0, colon) : server;
        var port = withPort ? Integer.parseInt(server.substring(colon + 1)) : DNS_PORT;
        return Optional.of(new InetSocketAddress(host.replace("[", "").replace("]", ""), port));
    }

    private String text(String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
