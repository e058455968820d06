package org.kantor.mail.listener;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the doors are, from the environment: {@code KANTOR_BIND} (an address, loopback if absent), {@code KANTOR_PORT_IMAP} and so on (a door without
 * a port stays shut), {@code KANTOR_BIND_LMTP} to open a door that is loopback's by default, {@code KANTOR_TLS_CERT} and {@code KANTOR_TLS_KEY}
 * (PEM files), {@code KANTOR_MAX_CONNECTIONS} and {@code KANTOR_MAX_CONNECTIONS_PER_ADDRESS}.
 */
public record ListenerSettings(Map<String, String> environment) {

    private static final int MAX_CONNECTIONS = 20_000;
    private static final int MAX_PER_ADDRESS = 100;

    Optional<InetSocketAddress> address(Endpoint endpoint) throws UnknownHostException {
        var name = endpoint.name().toUpperCase(Locale.ROOT);
        var port = environment.get("KANTOR_PORT_" + name);
        if (port == null || port.isBlank()) {
            return Optional.empty();
        }
        var usual = endpoint.loopbackOnly() ? "127.0.0.1" : environment.getOrDefault("KANTOR_BIND", "127.0.0.1");
        var bind = environment.getOrDefault("KANTOR_BIND_" + name, usual);
        return Optional.of(new InetSocketAddress(InetAddress.getByName(bind), Integer.parseInt(port.strip())));
    }

    Path certificates() {
        return Path.of(required("KANTOR_TLS_CERT"));
    }

    Path key() {
        return Path.of(required("KANTOR_TLS_KEY"));
    }

    int maxConnections() {
        return number("KANTOR_MAX_CONNECTIONS", MAX_CONNECTIONS);
    }

    int maxPerAddress() {
        return number("KANTOR_MAX_CONNECTIONS_PER_ADDRESS", MAX_PER_ADDRESS);
    }

    private int number(String name, int usual) {
        var text = environment.get(name);
        return text == null || text.isBlank() ? usual : Integer.parseInt(text.strip());
    }

    private String required(String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
