package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.identity.Authenticator.Service;
import org.kantor.mail.listener.LineTooLongException;
import org.kantor.mail.listener.ServerConnection;
import org.kantor.mail.sasl.Exchange;
import org.kantor.mail.sasl.Outcome;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.wire.pop3.Auth;
import org.kantor.mail.wire.pop3.Command;

/** AUTH (RFC 5034); the mechanisms are {@code org.kantor.mail.sasl}'s. */
final class AuthHandler implements Handler<Auth> {

    private final LogIn logIn;
    private final Sasl sasl;

    AuthHandler(LogIn logIn, Sasl sasl) {
        this.logIn = logIn;
        this.sasl = sasl;
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.AUTHORIZATION);
    }

    @Override
    public List<String> capabilities(Session session) {
        return session.connection().confidential()
                ? List.of("SASL " + String.join(" ", sasl.mechanisms(Service.POP3, session.connection())))
                : List.of();
    }

    @Override
    public void handle(Auth command, Session session) throws IOException {
        if (!logIn.confidential(session)) {
            return;
        }
        if (command.mechanism().isEmpty()) {
            session.ok("Mechanisms follow");
            for (var name : sasl.mechanisms(Service.POP3, session.connection())) {
                session.line(name);
            }
            session.line(".");
            return;
        }
        var initial = command.initialResponse();
        var decoded = initial == null ? null : decode(initial.equals("=") ? "" : initial);
        if (initial != null && decoded == null) {
            session.error("The response is malformed");
            return;
        }
        switch (sasl.authenticate(command.mechanism(), decoded, new Lines(session))) {
            case Outcome.Judged(var verdict) -> logIn.answer(verdict, session);
            case Outcome.Malformed() -> session.error("The response is malformed");
            case Outcome.NotOffered() -> session.error("This mechanism is not offered");
        }
    }

    private record Lines(Session session) implements Exchange {

        @Override
        public ServerConnection connection() {
            return session.connection();
        }

        @Override
        public Service service() {
            return Service.POP3;
        }

        @Override
        public byte @Nullable [] ask(byte[] challenge) throws IOException {
            session.line("+ " + Base64.getEncoder().encodeToString(challenge));
            session.connection().flush();
            try {
                var line = session.connection().readLine(Command.MAX_LINE);
                return line == null ? null : decode(line.latin1());
            } catch (LineTooLongException e) {
                return null;
            }
        }
    }

    /** Null if it is none, as {@code *} is. */
    private static byte @Nullable [] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
