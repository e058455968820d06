package org.kantor.mail.pop3;

import jakarta.inject.Inject;
import java.io.IOException;
import org.kantor.bean.Service;
import org.kantor.identity.Authentications;
import org.kantor.identity.Authenticator;
import org.kantor.identity.Authenticator.Verdict;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;

/** From a verdict to an open maildrop, for PASS and AUTH alike. Safe from any thread. */
@Service
public final class LogIn {

    private final Authenticator authenticator;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Maildrops maildrops;
    private final Authentications authentications;

    @Inject
    public LogIn(
            Authenticator authenticator,
            Mailboxes mailboxes,
            Messages messages,
            Maildrops maildrops,
            Authentications authentications) {
        this.authenticator = authenticator;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.maildrops = maildrops;
        this.authentications = authentications;
    }

    /** Whether a secret may be sent; if not, the client has been told. */
    boolean confidential(Session session) throws IOException {
        if (!session.connection().confidential()) {
            session.error("[AUTH] Issue STLS first");
            return false;
        }
        return true;
    }

    void password(String login, String secret, Session session) throws IOException {
        answer(
                authenticator.password(
                        login,
                        secret,
                        Authenticator.Service.POP3,
                        session.connection().clientAddress()),
                session);
    }

    /** RFC 3206: whether it is worth to try again is said by SYS/TEMP and AUTH. */
    void answer(Verdict verdict, Session session) throws IOException {
        switch (verdict) {
            case Verdict.Accepted accepted -> open(accepted, session);
            case Verdict.Rejected rejected -> session.error("[AUTH] The login or the password is wrong");
            case Verdict.Throttled throttled -> session.error("[LOGIN-DELAY] Too many wrong attempts; try again later");
            case Verdict.Unavailable unavailable -> session.error("[SYS/TEMP] Log-in is not possible at present");
        }
    }

    private void open(Verdict.Accepted accepted, Session session) throws IOException {
        var account = accepted.account();
        if (!maildrops.lock(account.id())) {
            session.error("[IN-USE] Another session has the maildrop");
            return;
        }
        try {
            var inbox = mailboxes.find(account.id(), Mailbox.INBOX);
            if (inbox.isEmpty()) {
                session.error("[SYS/TEMP] The maildrop is not ready yet");
                return;
            }
            var view = messages.view(account.id(), inbox.get().id());
            session.open(new Maildrop(account.id(), inbox.get(), view, messages, session.utf8()), accepted.by());
            authentications.enter(accepted.by(), session);
        } finally {
            if (session.opened() == null) {
                maildrops.unlock(account.id());
            }
        }
        session.ok(session.maildrop().count() + " messages");
    }

    /** Gives the maildrop back, however the session ended. */
    void close(Session session) {
        var maildrop = session.opened();
        var by = session.by();
        if (maildrop != null && by != null) {
            authentications.leave(by, session);
            maildrops.unlock(maildrop.account());
        }
    }
}
