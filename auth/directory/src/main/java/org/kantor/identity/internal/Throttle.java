package org.kantor.identity.internal;

import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.kantor.bean.Service;

/**
 * Slows guessing down, then refuses it: per login, whoever asks, and per client address, whoever it asks for. An IPv6 client counts with its
 * whole network of 64 bits, which is what one customer gets (RFC 6177).
 */
@Service
final class Throttle {

    static final int MOST_PER_LOGIN = 12;
    static final Duration LOGIN_LEAK = Duration.ofSeconds(20);
    static final int MOST_PER_CLIENT = 100;
    static final Duration CLIENT_LEAK = Duration.ofSeconds(2);

    /** The first wrong attempts are a person's; they are answered at once. */
    static final int FREE = 3;

    private static final Duration SLOWER = Duration.ofMillis(250);
    private static final Duration SLOWEST = Duration.ofSeconds(2);
    private static final int MOST_PARTIES = 50_000;
    private static final int NETWORK_BYTES = 8;

    private final Attempts logins;
    private final Attempts clients;

    @Inject
    Throttle(Clock clock) {
        this.logins = new Attempts(clock, MOST_PER_LOGIN, LOGIN_LEAK, MOST_PARTIES);
        this.clients = new Attempts(clock, MOST_PER_CLIENT, CLIENT_LEAK, MOST_PARTIES);
    }

    boolean allowed(String login, String client) {
        return logins.allowed(login) && clients.allowed(network(client));
    }

    /** @return how long the answer should wait */
    Duration wrong(String login, String client) {
        logins.wrong(login);
        clients.wrong(network(client));
        var over = (long) Math.ceil(logins.level(login)) - FREE;
        if (over <= 0) {
            return Duration.ZERO;
        }
        var wait = SLOWER.multipliedBy(over);
        return wait.compareTo(SLOWEST) < 0 ? wait : SLOWEST;
    }

    private static String network(String client) {
        if (client.indexOf(':') < 0) {
            return client;
        }
        try {
            var bytes = InetAddress.ofLiteral(client).getAddress();
            return bytes.length > NETWORK_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
                    : client;
        } catch (IllegalArgumentException e) {
            return client;
        }
    }
}
