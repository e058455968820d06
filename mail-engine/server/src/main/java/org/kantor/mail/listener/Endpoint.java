package org.kantor.mail.listener;

/**
 * A door that a protocol wants opened.
 *
 * @param name the service's name in the log and in {@code KANTOR_PORT_<NAME>}, such as {@code imaps}
 * @param implicitTls whether TLS begins with the first octet (RFC 8314)
 * @param loopbackOnly whether it stays on loopback even when the other doors are public, unless {@code KANTOR_BIND_<NAME>} opens it
 */
public record Endpoint(String name, boolean implicitTls, boolean loopbackOnly) {

    public static Endpoint plain(String name) {
        return new Endpoint(name, false, false);
    }

    public static Endpoint tls(String name) {
        return new Endpoint(name, true, false);
    }
}
