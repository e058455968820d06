package org.kantor.mail.imap;

import java.io.EOFException;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.identity.Authenticator.Service;
import org.kantor.mail.listener.ServerConnection;
import org.kantor.mail.sasl.Exchange;
import org.kantor.mail.sasl.Outcome;
import org.kantor.mail.wire.imap.Authenticate;
import org.kantor.mail.wire.imap.ResponseCode;

/** AUTHENTICATE (RFC 3501 section 6.2.2), and initial responses (RFC 4959); the mechanisms are {@code org.kantor.mail.sasl}'s. */
final class AuthenticateHandler implements Handler<Authenticate> {

    /** A bearer token of many groups is some kilobytes. */
    private static final int MAX_RESPONSE = 32 * 1024;

    @Override
    public Class<Authenticate> command() {
        return Authenticate.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_OUT;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        if (session.state() != State.NOT_AUTHENTICATED || !session.connection().confidential()) {
            return List.of("SASL-IR");
        }
        var mechanisms = session.services().sasl().mechanisms(Service.IMAP, session.connection());
        return Stream.concat(Stream.of("SASL-IR"), mechanisms.stream().map(name -> "AUTH=" + name))
                .toList();
    }

    @Override
    public Answer handle(Authenticate command, ImapSession session) throws IOException {
        if (!session.connection().confidential()) {
            return LogIn.privacyRequired();
        }
        var initial = command.initialResponse();
        var decoded = initial == null ? null : decode(initial.equals("=") ? "" : initial);
        if (initial != null && decoded == null) {
            return Answer.bad("This is no base64");
        }
        return switch (session.services().sasl().authenticate(command.mechanism(), decoded, new Lines(session))) {
            case Outcome.Judged(var verdict) -> LogIn.answer(verdict, session);
            case Outcome.Malformed() -> Answer.bad("The exchange was taken back, or makes no sense");
            case Outcome.NotOffered() -> Answer.no(ResponseCode.CANNOT, "There is no such mechanism");
        };
    }

    /** Challenges as continuation requests. */
    private record Lines(ImapSession session) implements Exchange {

        @Override
        public ServerConnection connection() {
            return session.connection();
        }

        @Override
        public Service service() {
            return Service.IMAP;
        }

        @Override
        public byte @Nullable [] ask(byte[] challenge) throws IOException {
            session.out()
                    .raw("+ ")
                    .raw(Base64.getEncoder().encodeToString(challenge))
                    .crlf();
            var line = session.readLine(MAX_RESPONSE);
            if (line == null) {
                throw new EOFException();
            }
            return decode(line.latin1());
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

    @Override
    public void after(Answer answer, ImapSession session) throws IOException {
        LogIn.endIfHopeless(session);
    }
}
