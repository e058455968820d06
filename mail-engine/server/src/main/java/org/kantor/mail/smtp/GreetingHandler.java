package org.kantor.mail.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.wire.smtp.Ehlo;
import org.kantor.mail.wire.smtp.Helo;
import org.kantor.mail.wire.smtp.Lhlo;
import org.kantor.mail.wire.smtp.Reply;

/** EHLO, HELO and LHLO, which differ only in what they are answered (RFC 5321 section 4.1.1.1, RFC 2033 section 4.1). */
final class GreetingHandler {

    private final TransportSettings settings;

    GreetingHandler(TransportSettings settings) {
        this.settings = settings;
    }

    Handler<Ehlo> ehlo() {
        return handler(
                (command, session) -> session.role() == Role.LMTP ? unknown() : extended(command.client(), session));
    }

    Handler<Helo> helo() {
        return handler((command, session) -> {
            if (session.role() == Role.LMTP) {
                return unknown();
            }
            session.greeted(command.client(), false);
            return Reply.of(250, settings.hostName());
        });
    }

    Handler<Lhlo> lhlo() {
        return handler(
                (command, session) -> session.role() == Role.LMTP ? extended(command.client(), session) : unknown());
    }

    private Reply extended(String client, Session session) {
        session.greeted(client, true);
        var lines = new ArrayList<>(List.of(settings.hostName()));
        lines.add("ENHANCEDSTATUSCODES"); // Reply writes them
        lines.addAll(session.verbs().extensions(session));
        return new Reply(250, null, lines);
    }

    private static Reply unknown() {
        return Reply.of(500, "5.5.1", "This command is not of this protocol");
    }

    private interface Answer<C> {
        Reply to(C command, Session session);
    }

    private static <C extends org.kantor.mail.wire.smtp.Command> Handler<C> handler(Answer<C> answer) {
        return new Handler<>() {
            @Override
            public Set<State> states() {
                return State.ANY;
            }

            @Override
            public Reply handle(C command, Session session) {
                return answer.to(command, session);
            }
        };
    }
}
