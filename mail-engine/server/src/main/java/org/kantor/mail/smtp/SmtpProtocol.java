package org.kantor.mail.smtp;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.kantor.bean.Service;
import org.kantor.identity.Authentications;
import org.kantor.mail.delivery.TransportSettings;
import org.kantor.mail.listener.Endpoint;
import org.kantor.mail.listener.Protocol;
import org.kantor.mail.listener.ServerConnection;

/** SMTP, submission and LMTP at their doors. Safe from any thread. */
@Service
public final class SmtpProtocol implements Protocol {

    private final Verbs verbs;
    private final TransportSettings settings;
    private final Authentications authentications;
    private final Limits limits;

    @Inject
    public SmtpProtocol(Verbs verbs, TransportSettings settings, Authentications authentications) {
        this(verbs, settings, authentications, Limits.RFC);
    }

    public SmtpProtocol(Verbs verbs, TransportSettings settings, Authentications authentications, Limits limits) {
        this.verbs = verbs;
        this.settings = settings;
        this.authentications = authentications;
        this.limits = limits;
    }

    @Override
    public List<Endpoint> endpoints() {
        return Stream.of(Role.values()).map(Role::endpoint).toList();
    }

    @Override
    public void serve(ServerConnection connection, Endpoint endpoint) throws IOException {
        var session = new Session(connection, Role.of(endpoint), verbs, limits);
        try {
            session.serve(settings.hostName());
        } finally {
            var by = session.by();
            if (by != null) {
                authentications.leave(by, session);
            }
        }
    }

    @Override
    public String busy() {
        return "421 4.3.2 Too many connections; try again later\r\n";
    }

    @Override
    public String failure() {
        return "421 4.3.0 Something went wrong here; try again later\r\n";
    }
}
