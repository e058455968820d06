package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kantor.identity.Authenticator.Service;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.mail.wire.imap.Authenticate;
import org.kantor.mail.wire.imap.ImapSyntaxException;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.sasl.OAuthBearer;
import org.kantor.mail.wire.sasl.SaslPlain;

/** AUTHENTICATE (RFC 3501 section 6.2.2) with PLAIN (RFC 4616) and OAUTHBEARER (RFC 7628), and initial responses (RFC 4959). */
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
        return List.of("SASL-IR", "AUTH=PLAIN", "AUTH=OAUTHBEARER");
    }

    @Override
    public Answer handle(Authenticate command, ImapSession session) throws IOException {
        var mechanism = command.mechanism();
        if (!mechanism.equals("PLAIN") && !mechanism.equals("OAUTHBEARER")) {
            return Answer.no(ResponseCode.CANNOT, "There is no such mechanism");
        }
        if (!session.connection().confidential()) {
            return LogIn.privacyRequired();
        }
        var initial = command.initialResponse();
        var message = initial == null ? challenge("", session) : decode(initial.equals("=") ? "" : initial);
        if (message == null) {
            return Answer.bad("Cancelled");
        }
        return mechanism.equals("PLAIN") ? plain(message, session) : bearer(message, session);
    }

    private static Answer plain(byte[] message, ImapSession session) throws IOException {
        var plain = SaslPlain.parse(message).orElseThrow(() -> new ImapSyntaxException("This is no PLAIN message"));
        var verdict = session.services()
                .authenticator()
                .password(
                        plain.login(),
                        plain.password(),
                        Service.IMAP,
                        session.connection().clientAddress());
        if (verdict instanceof Verdict.Accepted accepted
                && !LogIn.isSelf(plain.actsForAnother() ? plain.authorization() : "", accepted.account(), session)) {
            return LogIn.rejected(session);
        }
        return LogIn.answer(verdict, session);
    }

    private static Answer bearer(byte[] message, ImapSession session) throws IOException {
        var bearer =
                OAuthBearer.parse(message).orElseThrow(() -> new ImapSyntaxException("This is no OAUTHBEARER message"));
        var verdict = session.services()
                .authenticator()
                .bearer(bearer.token(), Service.IMAP, session.connection().clientAddress());
        if (verdict instanceof Verdict.Accepted accepted
                && LogIn.isSelf(bearer.authorization(), accepted.account(), session)) {
            return LogIn.answer(verdict, session);
        }
        // RFC 7628 section 3.2.2: why, as a challenge, which the client answers before it hears NO
        challenge(OAuthBearer.encodedError(), session);
        return verdict instanceof Verdict.Accepted ? LogIn.rejected(session) : LogIn.answer(verdict, session);
    }

    /** Sends a challenge; null if the client cancels. */
    private static byte @Nullable [] challenge(String base64, ImapSession session) throws IOException {
        session.out().raw("+ ").raw(base64).crlf();
        var line = session.readLine(MAX_RESPONSE);
        if (line == null) {
            throw new java.io.EOFException();
        }
        var text = line.latin1();
        return text.equals("*") ? null : decode(text);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ImapSyntaxException("This is no base64");
        }
    }

    @Override
    public void after(Answer answer, ImapSession session) throws IOException {
        LogIn.endIfHopeless(session);
    }
}
