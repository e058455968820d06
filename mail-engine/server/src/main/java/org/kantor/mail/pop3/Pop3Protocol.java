package org.kantor.mail.pop3;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.kantor.bean.Service;
import org.kantor.mail.listener.Endpoint;
import org.kantor.mail.listener.Protocol;
import org.kantor.mail.listener.ServerConnection;

/** POP3 at its doors, 110 with STLS and 995 under TLS. Safe from any thread. */
@Service
public final class Pop3Protocol implements Protocol {

    private final Verbs verbs;
    private final LogIn logIn;
    private final Limits limits;

    @Inject
    public Pop3Protocol(Verbs verbs, LogIn logIn) {
        this(verbs, logIn, Limits.RFC);
    }

    public Pop3Protocol(Verbs verbs, LogIn logIn, Limits limits) {
        this.verbs = verbs;
        this.logIn = logIn;
        this.limits = limits;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.plain("pop3"), Endpoint.tls("pop3s"));
    }

    @Override
    public void serve(ServerConnection connection, Endpoint endpoint) throws IOException {
        var session = new Session(connection, verbs, limits);
        try {
            session.serve();
        } finally {
            logIn.close(session);
        }
    }

    @Override
    public String busy() {
        return "-ERR [SYS/TEMP] Too many connections; try again later\r\n";
    }

    @Override
    public String failure() {
        return "-ERR [SYS/TEMP] Something went wrong here; try again later\r\n";
    }
}
