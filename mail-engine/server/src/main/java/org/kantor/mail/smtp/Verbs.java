package org.kantor.mail.smtp;

import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.bean.Service;
import org.kantor.directory.Directory;
import org.kantor.identity.Authentications;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.wire.smtp.Auth;
import org.kantor.mail.wire.smtp.Command;
import org.kantor.mail.wire.smtp.Data;
import org.kantor.mail.wire.smtp.Ehlo;
import org.kantor.mail.wire.smtp.Expn;
import org.kantor.mail.wire.smtp.Helo;
import org.kantor.mail.wire.smtp.Help;
import org.kantor.mail.wire.smtp.Lhlo;
import org.kantor.mail.wire.smtp.Mail;
import org.kantor.mail.wire.smtp.Noop;
import org.kantor.mail.wire.smtp.Quit;
import org.kantor.mail.wire.smtp.Rcpt;
import org.kantor.mail.wire.smtp.Reply;
import org.kantor.mail.wire.smtp.Rset;
import org.kantor.mail.wire.smtp.StartTls;
import org.kantor.mail.wire.smtp.Vrfy;

/** Every verb's handler, and the one place that checks where a verb is allowed. Safe from any thread. */
@Service
public final class Verbs {

    private final MailHandler mail;
    private final RcptHandler rcpt;
    private final DataHandler data;
    private final GreetingHandler greeting;
    private final AuthHandler auth;
    private final StartTlsHandler startTls = new StartTlsHandler();
    private final RsetHandler rset = new RsetHandler();
    private final NoopHandler noop = new NoopHandler();
    private final QuitHandler quit;
    private final VrfyHandler vrfy = new VrfyHandler();
    private final ExpnHandler expn = new ExpnHandler();
    private final HelpHandler help = new HelpHandler();

    @Inject
    public Verbs(
            Directory directory,
            Sasl sasl,
            Acceptance acceptance,
            Authentications authentications,
            TransportSettings settings,
            Clock clock) {
        this.mail = new MailHandler(directory, settings);
        this.rcpt = new RcptHandler(directory, acceptance);
        this.data = new DataHandler(acceptance, settings, clock);
        this.greeting = new GreetingHandler(settings);
        this.auth = new AuthHandler(sasl, authentications);
        this.quit = new QuitHandler(settings);
    }

    @Nullable
    Reply handle(Command command, Session session) throws IOException {
        return switch (command) {
            case Mail c -> run(mail, c, session);
            case Rcpt c -> run(rcpt, c, session);
            case Data c -> run(data, c, session);
            case Ehlo c -> run(greeting.ehlo(), c, session);
            case Helo c -> run(greeting.helo(), c, session);
            case Lhlo c -> run(greeting.lhlo(), c, session);
            case Rset c -> run(rset, c, session);
            case Noop c -> run(noop, c, session);
            case Quit c -> run(quit, c, session);
            case Vrfy c -> run(vrfy, c, session);
            case Expn c -> run(expn, c, session);
            case Help c -> run(help, c, session);
            case StartTls c -> run(startTls, c, session);
            case Auth c -> run(auth, c, session);
        };
    }

    private static <C extends Command> @Nullable Reply run(Handler<C> handler, C command, Session session)
            throws IOException {
        if (!handler.states().contains(session.state())) {
            return Reply.of(503, "5.5.1", "This command does not belong here");
        }
        return handler.handle(command, session);
    }

    /** What EHLO announces: each line comes from the class that implements it. */
    List<String> extensions(Session session) {
        return Stream.of(mail, rcpt, data, rset, startTls, auth)
                .flatMap(handler -> handler.extensions(session).stream())
                .toList();
    }
}
