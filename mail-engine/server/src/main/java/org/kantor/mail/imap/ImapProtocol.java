package org.kantor.mail.imap;

import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.kantor.bean.Service;
import org.kantor.change.ChangeBus;
import org.kantor.directory.Directory;
import org.kantor.directory.Users;
import org.kantor.identity.Authentications;
import org.kantor.identity.Authenticator;
import org.kantor.mail.listener.Endpoint;
import org.kantor.mail.listener.Protocol;
import org.kantor.mail.listener.ServerConnection;
import org.kantor.mail.sasl.Sasl;
import org.kantor.mail.search.MessageIndex;
import org.kantor.mail.store.Sharing;

/** IMAP at its doors: {@code imap} with STARTTLS and {@code imaps} (RFC 8314). */
@Service
public final class ImapProtocol implements Protocol {

    private final ImapServices services;

    @Inject
    public ImapProtocol(
            Authenticator authenticator,
            Authentications authentications,
            Sasl sasl,
            Directory directory,
            Users users,
            Sharing sharing,
            MessageIndex index,
            ChangeBus bus,
            Clock clock) {
        this(new ImapServices(
                authenticator, authentications, sasl, directory, users, sharing, index, bus, clock, Limits.RFC));
    }

    ImapProtocol(ImapServices services) {
        this.services = services;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.plain("imap"), Endpoint.tls("imaps"));
    }

    @Override
    public void serve(ServerConnection connection, Endpoint endpoint) throws IOException {
        new ImapSession(services, connection).run();
    }

    @Override
    public String busy() {
        return "* BYE [UNAVAILABLE] Too many connections\r\n";
    }

    @Override
    public String failure() {
        return "* BYE [SERVERBUG] Internal error\r\n";
    }
}
