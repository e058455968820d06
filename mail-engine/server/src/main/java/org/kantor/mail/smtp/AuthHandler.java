package org.kantor.mail.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.directory.Account;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.mail.listener.LineTooLongException;
import org.kantor.mail.session.AccountSessions;
import org.kantor.mail.wire.sasl.OAuthBearer;
import org.kantor.mail.wire.sasl.SaslPlain;
import org.kantor.mail.wire.smtp.Auth;
import org.kantor.mail.wire.smtp.Command;
import org.kantor.mail.wire.smtp.Reply;

/** AUTH (RFC 4954) with PLAIN, LOGIN and OAUTHBEARER, at submission only, and only where nobody can listen. */
final class AuthHandler implements Handler<Auth> {

    private static final Reply MALFORMED = Reply.of(501, "5.5.2", "The response is malformed");
    private static final Reply WRONG = Reply.of(535, "5.7.8", "The login or the password is wrong");

    private final Authenticator authenticator;
    private final AccountSessions sessions;

    AuthHandler(Authenticator authenticator, AccountSessions sessions) {
        this.authenticator = authenticator;
        this.sessions = sessions;
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.GREETED);
    }

    @Override
    public List<String> extensions(Session session) {
        return offered(session) ? List.of("AUTH PLAIN LOGIN OAUTHBEARER") : List.of();
    }

    private static boolean offered(Session session) {
        return session.role().submits() && session.connection().confidential() && session.account() == null;
    }

    @Override
    public Reply handle(Auth command, Session session) throws IOException {
        if (!session.role().submits()) {
            return Reply.of(503, "5.5.1", "Nobody logs in here");
        }
        if (session.account() != null) {
            return Reply.of(503, "5.5.1", "You have logged in already");
        }
        if (!offered(session)) {
            return Reply.of(538, "5.7.11", "Issue STARTTLS first");
        }
        return switch (command.mechanism()) {
            case "PLAIN" -> plain(command, session);
            case "LOGIN" -> login(command, session);
            case "OAUTHBEARER" -> bearer(command, session);
            default -> Reply.of(504, "5.5.4", "This mechanism is not offered");
        };
    }

    private Reply plain(Auth command, Session session) throws IOException {
        var response = response(command.initialResponse(), "", session);
        if (response == null) {
            return MALFORMED;
        }
        var message = SaslPlain.parse(response);
        if (message.isEmpty() || message.get().actsForAnother()) {
            return message.isEmpty() ? MALFORMED : WRONG;
        }
        return answer(password(message.get().login(), message.get().password(), session), session);
    }

    private Reply login(Auth command, Session session) throws IOException {
        var name = response(command.initialResponse(), "VXNlcm5hbWU6", session);
        var secret = name == null ? null : response(null, "UGFzc3dvcmQ6", session);
        if (name == null || secret == null) {
            return MALFORMED;
        }
        return answer(password(utf8(name), utf8(secret), session), session);
    }

    private static String utf8(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    private Verdict password(String login, String secret, Session session) {
        return authenticator.password(
                login,
                secret,
                Authenticator.Service.SUBMISSION,
                session.connection().clientAddress());
    }

    private Reply bearer(Auth command, Session session) throws IOException {
        var response = response(command.initialResponse(), "", session);
        if (response == null) {
            return MALFORMED;
        }
        var message = OAuthBearer.parse(response);
        var verdict = message.<Verdict>map(m -> authenticator.bearer(
                        m.token(),
                        Authenticator.Service.SUBMISSION,
                        session.connection().clientAddress()))
                .orElseGet(Verdict.Rejected::new);
        if (verdict instanceof Verdict.Rejected) {
            // RFC 7628 section 3.2.3: the error first, and whatever the client says to it, then the refusal
            response(null, OAuthBearer.encodedError(), session);
        }
        return answer(verdict, session);
    }

    private Reply answer(Verdict verdict, Session session) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted(accepted.account(), session);
            case Verdict.Rejected rejected -> WRONG;
            case Verdict.Throttled throttled -> Reply.of(454, "4.7.0", "Too many wrong attempts; try again later");
            case Verdict.Unavailable unavailable ->
                Reply.of(454, "4.7.0", "Log-in is not possible at present; try again later");
        };
    }

    private Reply accepted(Account account, Session session) {
        session.authenticated(account);
        sessions.enter(account.id(), session.connection());
        return Reply.of(235, "2.7.0", "Welcome");
    }

    /** @return null if the client took the exchange back ({@code *}) or sent no BASE64 */
    private static byte @Nullable [] response(@Nullable String initial, String challenge, Session session)
            throws IOException {
        var text = initial;
        if (text == null) {
            session.write(Reply.of(334, challenge));
            session.connection().flush();
            try {
                var line = session.connection().readLine(Command.MAX_LINE);
                if (line == null || !line.crlf()) {
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
