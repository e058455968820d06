package org.kantor.mail.pop3;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.kantor.bean.Service;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.store.Messages;
import org.kantor.mail.wire.pop3.Auth;
import org.kantor.mail.wire.pop3.Capa;
import org.kantor.mail.wire.pop3.Command;
import org.kantor.mail.wire.pop3.Dele;
import org.kantor.mail.wire.pop3.Lang;
import org.kantor.mail.wire.pop3.Noop;
import org.kantor.mail.wire.pop3.Pass;
import org.kantor.mail.wire.pop3.Quit;
import org.kantor.mail.wire.pop3.Retr;
import org.kantor.mail.wire.pop3.Rset;
import org.kantor.mail.wire.pop3.Stat;
import org.kantor.mail.wire.pop3.Stls;
import org.kantor.mail.wire.pop3.Top;
import org.kantor.mail.wire.pop3.Uidl;
import org.kantor.mail.wire.pop3.User;
import org.kantor.mail.wire.pop3.Utf8;

/** Every verb's handler, and the one place that checks where a verb is allowed. Safe from any thread. */
@Service
public final class Verbs {

    private final UserHandler user;
    private final PassHandler pass;
    private final AuthHandler auth;
    private final QuitHandler quit;
    private final RetrHandler retr = new RetrHandler();
    private final TopHandler top = new TopHandler();
    private final StatHandler stat = new StatHandler();
    private final ListHandler list = new ListHandler();
    private final UidlHandler uidl = new UidlHandler();
    private final DeleHandler dele = new DeleHandler();
    private final RsetHandler rset = new RsetHandler();
    private final NoopHandler noop = new NoopHandler();
    private final CapaHandler capa = new CapaHandler();
    private final StlsHandler stls = new StlsHandler();
    private final Utf8Handler utf8 = new Utf8Handler();
    private final LangHandler lang = new LangHandler();

    @Inject
    public Verbs(LogIn logIn, Sasl sasl, Messages messages) {
        this.user = new UserHandler(logIn);
        this.pass = new PassHandler(logIn);
        this.auth = new AuthHandler(logIn, sasl);
        this.quit = new QuitHandler(messages);
    }

    void handle(Command command, Session session) throws IOException {
        switch (command) {
            case User c -> run(user, c, session);
            case Pass c -> run(pass, c, session);
            case Auth c -> run(auth, c, session);
            case Retr c -> run(retr, c, session);
            case Top c -> run(top, c, session);
            case Quit c -> run(quit, c, session);
            case Stat c -> run(stat, c, session);
            case org.kantor.mail.wire.pop3.List c -> run(list, c, session);
            case Uidl c -> run(uidl, c, session);
            case Dele c -> run(dele, c, session);
            case Rset c -> run(rset, c, session);
            case Noop c -> run(noop, c, session);
            case Capa c -> run(capa, c, session);
            case Stls c -> run(stls, c, session);
            case Utf8 c -> run(utf8, c, session);
            case Lang c -> run(lang, c, session);
        }
    }

    private static <C extends Command> void run(Handler<C> handler, C command, Session session) throws IOException {
        if (!handler.states().contains(session.state())) {
            session.error("This command does not belong here");
            return;
        }
        handler.handle(command, session);
    }

    /** What CAPA announces: each line comes from the class that implements it. */
    List<String> capabilities(Session session) {
        return Stream.of(user, auth, top, uidl, stls, utf8, lang, capa)
                .flatMap(handler -> handler.capabilities(session).stream())
                .toList();
    }
}
