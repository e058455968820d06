package org.kantor.mail.smtp;

import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.identity.Authentications;
import org.kantor.identity.Authenticator.Service;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.mail.listener.LineTooLongException;
import org.kantor.mail.listener.ServerConnection;
import org.kantor.mail.sasl.Exchange;
import org.kantor.mail.sasl.Outcome;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.wire.smtp.Auth;
import org.kantor.mail.wire.smtp.Command;
import org.kantor.mail.wire.smtp.Reply;

/** AUTH (RFC 4954), at submission only, and only where nobody can listen; the mechanisms are {@code org.kantor.mail.sasl}'s. */
final class AuthHandler implements Handler<Auth> {

    private static final Reply MALFORMED = Reply.of(501, "5.5.2", "The response is malformed");

    private final Sasl sasl;
    private final Authentications authentications;

    AuthHandler(Sasl sasl, Authentications authentications) {
        this.sasl = sasl;
        this.authentications = authentications;
    }

    @Override
    public Set<State> states() {
        return EnumSet.of(State.GREETED);
    }

    @Override
    public List<String> extensions(Session session) {
        return offered(session)
                ? List.of("AUTH " + String.join(" ", sasl.mechanisms(Service.SUBMISSION, session.connection())))
                : List.of();
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
        var initial = command.initialResponse();
        var decoded = initial == null ? null : decode(initial.equals("=") ? "" : initial);
        if (initial != null && decoded == null) {
            return MALFORMED;
        }
        return switch (sasl.authenticate(command.mechanism(), decoded, new Lines(session))) {
            case Outcome.Judged(var verdict) -> answer(verdict, session);
            case Outcome.Malformed() -> MALFORMED;
            case Outcome.NotOffered() -> Reply.of(504, "5.5.4", "This mechanism is not offered");
        };
    }

    private Reply answer(Verdict verdict, Session session) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted(accepted, session);
            case Verdict.Rejected rejected -> Reply.of(535, "5.7.8", "The login or the password is wrong");
            case Verdict.Throttled throttled -> Reply.of(454, "4.7.0", "Too many wrong attempts; try again later");
            case Verdict.Unavailable unavailable ->
                Reply.of(454, "4.7.0", "Log-in is not possible at present; try again later");
        };
    }

    private Reply accepted(Verdict.Accepted accepted, Session session) {
        session.authenticated(accepted.account(), accepted.by());
        authentications.enter(accepted.by(), session);
        return Reply.of(235, "2.7.0", "Welcome");
    }

    private record Lines(Session session) implements Exchange {

        @Override
        public ServerConnection connection() {
            return session.connection();
        }

        @Override
        public Service service() {
            return Service.SUBMISSION;
        }

        @Override
        public byte @Nullable [] ask(byte[] challenge) throws IOException {
            session.write(Reply.of(334, Base64.getEncoder().encodeToString(challenge)));
            session.connection().flush();
            try {
                var line = session.connection().readLine(Command.MAX_LINE);
                return line == null || !line.crlf() ? null : decode(line.latin1());
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
