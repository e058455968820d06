package org.kantor.mail.pop3;

import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.mail.listener.LineTooLongException;
import org.kantor.mail.wire.pop3.Auth;
import org.kantor.mail.wire.pop3.Command;
import org.kantor.mail.wire.sasl.OAuthBearer;
import org.kantor.mail.wire.sasl.SaslPlain;

/** AUTH (RFC 5034) with PLAIN and OAUTHBEARER. */
final class AuthHandler implements Handler<Auth> {

    private final LogIn logIn;

    AuthHandler(LogIn logIn) {
        this.logIn = logIn;
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.AUTHORIZATION);
    }

    @Override
    public List<String> capabilities(Session session) {
        return session.connection().confidential() ? List.of("SASL PLAIN OAUTHBEARER") : List.of();
    }

    @Override
    public void handle(Auth command, Session session) throws IOException {
        if (!logIn.confidential(session)) {
            return;
        }
        switch (command.mechanism()) {
            case "PLAIN" -> plain(command, session);
            case "OAUTHBEARER" -> bearer(command, session);
            case "" -> {
                session.ok("Mechanisms follow");
                session.line("PLAIN");
                session.line("OAUTHBEARER");
                session.line(".");
            }
            default -> session.error("This mechanism is not offered");
        }
    }

    private void plain(Auth command, Session session) throws IOException {
        var response = response(command.initialResponse(), "", session);
        var message = response == null ? null : SaslPlain.parse(response).orElse(null);
        if (message == null) {
            session.error("The response is malformed");
        } else if (message.actsForAnother()) {
            logIn.answer(new Verdict.Rejected(), session);
        } else {
            logIn.password(message.login(), message.password(), session);
        }
    }

    private void bearer(Auth command, Session session) throws IOException {
        var response = response(command.initialResponse(), "", session);
        if (response == null) {
            session.error("The response is malformed");
            return;
        }
        var verdict = OAuthBearer.parse(response)
                .map(message -> logIn.bearer(message.token(), session))
                .orElseGet(Verdict.Rejected::new);
        if (verdict instanceof Verdict.Rejected) {
            // RFC 7628 section 3.2.3: the error first, and whatever the client says to it, then the refusal
            response(null, OAuthBearer.encodedError(), session);
        }
        logIn.answer(verdict, session);
    }

    /** @return null if the client took the exchange back ({@code *}) or sent no BASE64 */
    private static byte @Nullable [] response(@Nullable String initial, String challenge, Session session)
            throws IOException {
        var text = initial;
        if (text == null) {
            session.line("+ " + challenge);
            session.connection().flush();
            try {
                var line = session.connection().readLine(Command.MAX_LINE);
                if (line == null) {
                    return null;
                }
                text = line.latin1();
            } catch (LineTooLongException e) {
                return null;
            }
        } else if (text.equals("=")) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
