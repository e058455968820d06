package org.kantor.mail.testing;

import java.util.Map;
import org.kantor.directory.Users;
import org.kantor.identity.Authentications;
import org.kantor.mail.imap.ImapProtocol;
import org.kantor.mail.listener.Protocol;
import org.kantor.mail.pop3.LogIn;
import org.kantor.mail.pop3.Maildrops;
import org.kantor.mail.pop3.Pop3Protocol;
import org.kantor.mail.pop3.Verbs;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.smtp.Limits;
import org.kantor.testkit.TestDatabase;

/** The doors where people log in to their mail, put together without a container. @param environment as the server's */
public record MailDoors(
        TestDatabase db,
        TestPeople people,
        TestStore mail,
        Map<String, String> environment,
        Authentications authentications) {

    private Sasl sasl() {
        return new Sasl(people, people, environment);
    }

    public Protocol imap() {
        var store = mail.store;
        return new ImapProtocol(
                people,
                authentications,
                sasl(),
                people,
                Unused.of(Users.class),
                store.sharing(),
                mail.index,
                store.bus(),
                db.clock());
    }

    public Protocol pop3() {
        var store = mail.store;
        var logIn = new LogIn(people, store.mailboxes(), store.messages(), new Maildrops(), authentications);
        return new Pop3Protocol(new Verbs(logIn, sasl(), store.messages()), logIn);
    }

    public Protocol submission() {
        return new Transport(db, people, new MemoryDeliveries(db.transactions()), environment, authentications)
                .smtp(Limits.RFC);
    }
}
