package org.kantor.mail.imap;

import java.io.IOException;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.mail.wire.imap.ResponseCode;

/** What LOGIN and AUTHENTICATE share: the answer to a verdict (RFC 5530 codes), and the end after too many failures. */
final class LogIn {

    /** Failed log-ins of one connection; the authenticator slows the client down besides. */
    private static final int MAX_FAILURES = 5;

    private LogIn() {}

    /** RFC 3501 section 6.2.3 and RFC 8314: no secret in plain text off loopback. */
    static Answer privacyRequired() {
        return Answer.no(ResponseCode.PRIVACY_REQUIRED, "Log in under TLS only");
    }

    static Answer answer(Verdict verdict, ImapSession session) throws IOException {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted(accepted, session);
            case Verdict.Rejected() -> rejected(session);
            case Verdict.Throttled() -> failed(session, ResponseCode.UNAVAILABLE, "Too many attempts; try again later");
            case Verdict.Unavailable() ->
                Answer.no(ResponseCode.UNAVAILABLE, "Log-in is not possible now; try again later");
        };
    }

    private static Answer accepted(Verdict.Accepted accepted, ImapSession session) throws IOException {
        session.logIn(accepted.account(), accepted.by());
        return Answer.ok(ResponseCode.capability(Handlers.capabilities(session)), "Logged in");
    }

    private static Answer rejected(ImapSession session) throws IOException {
        return failed(session, ResponseCode.AUTHENTICATION_FAILED, "Wrong user name or password");
    }

    private static Answer failed(ImapSession session, ResponseCode code, String text) throws IOException {
        session.loginFailed();
        return Answer.no(code, text);
    }

    /** After the answer: too many failures end the dialogue. */
    static void endIfHopeless(ImapSession session) throws IOException {
        if (session.failedLogins() >= MAX_FAILURES) {
            session.bye(null, "Too many failed log-ins");
        }
    }
}
