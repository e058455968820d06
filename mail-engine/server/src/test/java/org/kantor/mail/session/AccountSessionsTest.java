package org.kantor.mail.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.directory.AccountDisabled;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.smtp.Limits;
import org.kantor.mail.testing.MemoryDeliveries;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.Transport;
import org.kantor.testkit.TestDatabase;

class AccountSessionsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of();

    private final TestPeople people = new TestPeople("alice", "bob");

    @Test
    void aDisabledAccountsSessionsEndAndNobodyElses() throws IOException {
        var transport = new Transport(db, people, new MemoryDeliveries(db.transactions()), Map.of());
        var smtp = transport.smtp(Limits.RFC);
        var submission = smtp.endpoints().stream()
                .filter(endpoint -> endpoint.name().equals("submission"))
                .findFirst()
                .orElseThrow();
        var listener = Listener.onLoopback(smtp, submission, TestTls.server());
        try (var alice = new Client(listener.port(), "AGFsaWNlAGFsaWNlLXNlY3JldA==");
                var bob = new Client(listener.port(), "AGJvYgBib2Itc2VjcmV0")) {
            transport.sessions.disabled(new AccountDisabled(people.id("alice")));
            assertThat(alice.ended()).isTrue();
            assertThat(bob.say("NOOP")).startsWith("250 ");
        } finally {
            listener.stop();
            listener.abort();
        }
    }

    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Client(int port, String plain) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).startsWith("220 ");
            assertThat(say("HELO x")).startsWith("250 ");
            assertThat(say("AUTH PLAIN " + plain)).startsWith("235 ");
        }

        String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            return in.readLine();
        }

        /** Whether the server has closed: end of input, or a reset. */
        boolean ended() throws IOException {
            try {
                return in.readLine() == null;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
