package org.kantor.mail.pop3;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.kantor.change.Actor;
import org.kantor.identity.Authentication;
import org.kantor.identity.Authentications;
import org.kantor.kernel.Refused;
import org.kantor.mail.listener.LineTooLongException;
import org.kantor.mail.listener.ServerConnection;
import org.kantor.mail.wire.pop3.Command;
import org.kantor.mail.wire.pop3.Pop3SyntaxException;

/** One dialogue: the maildrop after log-in, and the loop of commands and answers. Owned by the connection's thread. */
final class Session implements Authentications.Session {

    private final ServerConnection connection;
    private final Verbs verbs;
    private final Limits limits;
    private final String id = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    private String user = "";
    private boolean utf8;
    private @Nullable Maildrop maildrop;
    private @Nullable Authentication by;
    private int errors;
    private boolean over;

    Session(ServerConnection connection, Verbs verbs, Limits limits) {
        this.connection = connection;
        this.verbs = verbs;
        this.limits = limits;
    }

    void serve() throws IOException {
        connection.setTimeout(limits.idle());
        ok("Kantor POP3");
        try {
            while (!over) {
                if (!connection.inputPending()) {
                    connection.flush();
                }
                step();
            }
        } catch (SocketTimeoutException e) {
            // RFC 1939 section 3: the session ends without the UPDATE state
            error("[SYS/TEMP] You have been silent for too long");
        }
        connection.flush();
    }

    private void step() throws IOException {
        try {
            var line = connection.readLine(Command.MAX_LINE);
            if (line == null) {
                over = true;
                if (connection.revoked()) {
                    error("[AUTH] Your log-in has been ended");
                } else if (connection.stopping()) {
                    error("[SYS/TEMP] The service is shutting down");
                }
                return;
            }
            verbs.handle(Command.parse(new String(line.octets(), StandardCharsets.UTF_8)), this);
        } catch (LineTooLongException e) {
            error("The line is too long");
        } catch (Pop3SyntaxException e) {
            error(e.sentence());
        } catch (Refused e) {
            error(e.sentence());
        }
    }

    // --- for the handlers

    void ok(String text) throws IOException {
        connection.write("+OK " + text + "\r\n");
    }

    /** @param text begins with a response code in brackets where there is one (RFC 2449 section 8) */
    void error(String text) throws IOException {
        if (++errors >= limits.errors()) {
            over = true;
        }
        connection.write("-ERR " + text + "\r\n");
    }

    void line(String text) throws IOException {
        connection.write(text + "\r\n");
    }

    /** The dialogue is over after the answer. */
    void end() {
        over = true;
    }

    ServerConnection connection() {
        return connection;
    }

    /** The connection's output as a stream; closing and flushing it do nothing. */
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                connection.write(octet);
            }

            @Override
            public void write(byte[] octets, int offset, int count) throws IOException {
                connection.write(octets, offset, count);
            }
        };
    }

    Verbs verbs() {
        return verbs;
    }

    State state() {
        return maildrop == null ? State.AUTHORIZATION : State.TRANSACTION;
    }

    String user() {
        return user;
    }

    void setUser(String name) {
        user = name;
    }

    /** Whether the client takes UTF-8 in the headers of messages (RFC 6856). */
    boolean utf8() {
        return utf8;
    }

    void setUtf8() {
        utf8 = true;
    }

    void open(Maildrop opened, Authentication with) {
        maildrop = opened;
        by = with;
    }

    /** What the maildrop was opened with. */
    @Nullable
    Authentication by() {
        return by;
    }

    @Override
    public void revoked() {
        connection.revoke();
    }

    @Nullable
    Maildrop opened() {
        return maildrop;
    }

    Maildrop maildrop() {
        if (maildrop == null) {
            throw new IllegalStateException("nobody has logged in");
        }
        return maildrop;
    }

    Actor actor() {
        return new Actor("pop3", id, maildrop == null ? null : maildrop.account());
    }
}
