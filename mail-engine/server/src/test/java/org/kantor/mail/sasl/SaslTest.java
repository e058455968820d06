package org.kantor.mail.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kantor.directory.AccountDisabled;
import org.kantor.identity.Authentications;
import org.kantor.identity.Authenticator.ScramSalt;
import org.kantor.mail.listener.Endpoint;
import org.kantor.mail.listener.Listener;
import org.kantor.mail.listener.Protocol;
import org.kantor.mail.listener.TestTls;
import org.kantor.mail.store.Store;
import org.kantor.mail.testing.MailDoors;
import org.kantor.mail.testing.TestPeople;
import org.kantor.mail.testing.TestScram;
import org.kantor.mail.testing.TestStore;
import org.kantor.mail.wire.sasl.XOAuth2;
import org.kantor.testkit.TestDatabase;

/** Every mechanism through every door, with a client that does its own sums. */
class SaslTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(Store.ENTITIES);

    private static final TestPeople PEOPLE = new TestPeople("alice");
    private static TestStore mail;

    @BeforeAll
    static void fill() {
        mail = new TestStore(db);
        mail.make(PEOPLE.id("alice"), "alice");
    }

    /** How a protocol carries an exchange. */
    enum Door {
        IMAP("a1 AUTHENTICATE ", "+ ", "a1 OK", "a1 NO", "C CAPABILITY", "* CAPABILITY", "* BYE "),
        POP3("AUTH ", "+ ", "+OK", "-ERR [AUTH]", "CAPA", "SASL ", "-ERR [AUTH] "),
        SUBMISSION("AUTH ", "334 ", "235 ", "535 ", "EHLO client.example.net", "250 AUTH", "421 ");

        private final String command;
        private final String challenge;
        private final String yes;
        private final String no;
        private final String ask;
        private final String answer;
        private final String farewell;

        Door(String command, String challenge, String yes, String no, String ask, String answer, String farewell) {
            this.command = command;
            this.challenge = challenge;
            this.yes = yes;
            this.no = no;
            this.ask = ask;
            this.answer = answer;
            this.farewell = farewell;
        }

        Protocol protocol(Map<String, String> environment, Authentications authentications) {
            var doors = new MailDoors(db, PEOPLE, mail, environment, authentications);
            return switch (this) {
                case IMAP -> doors.imap();
                case POP3 -> doors.pop3();
                case SUBMISSION -> doors.submission();
            };
        }
    }

    /** A dialogue at one of the doors, up to the log-in. */
    private static final class Client implements AutoCloseable {
        private final Door door;
        private final Listener listener;
        private Runnable beforeTheEnd = () -> {};
        private final Socket socket;
        private final BufferedReader in;
        private final String announced;
        private final Authentications authentications = new Authentications(db.clock());

        Client(Door door, boolean tls) throws IOException {
            this(door, tls, Map.of("KANTOR_SCRAM", "on"));
        }

        Client(Door door, boolean tls, Map<String, String> environment) throws IOException {
            this.door = door;
            var protocol = door.protocol(environment, authentications);
            listener = Listener.onLoopback(protocol, endpoint(protocol, tls), TestTls.server());
            socket = tls
                    ? TestTls.client().getSocketFactory().createSocket("localhost", listener.port())
                    : new Socket("localhost", listener.port());
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            in.readLine();
            announced = capabilities();
        }

        /** The door of our own people: with the longest name where there are several, as submission(s) is beside smtp and lmtp. */
        private static Endpoint endpoint(Protocol protocol, boolean tls) {
            return protocol.endpoints().stream()
                    .filter(endpoint -> endpoint.implicitTls() == tls)
                    .max(java.util.Comparator.comparingInt(
                            endpoint -> endpoint.name().length()))
                    .orElseThrow();
        }

        private String capabilities() throws IOException {
            send(door.ask);
            var found = "";
            for (var line = in.readLine(); ; line = in.readLine()) {
                if (line.replace("250-", "250 ").startsWith(door.answer)) {
                    found = line;
                }
                if (line.startsWith("250 ") || line.equals(".") || line.startsWith("C OK")) {
                    return found.replace("AUTH=", "");
                }
            }
        }

        private void send(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /** Begins an exchange; the answer. */
        String begin(String mechanism, String message) throws IOException {
            send(door.command + mechanism + " " + base64(message.getBytes(StandardCharsets.UTF_8)));
            return in.readLine();
        }

        String answer(byte[] message) throws IOException {
            send(base64(message));
            return in.readLine();
        }

        String challenge(String line) {
            assertThat(line).startsWith(door.challenge);
            return new String(
                    Base64.getDecoder().decode(line.substring(door.challenge.length())), StandardCharsets.UTF_8);
        }

        byte[] binding(String name) throws Exception {
            var session = ((SSLSocket) socket).getSession();
            return switch (name) {
                case "tls-exporter" ->
                    ((ExtendedSSLSession) session)
                            .exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
                case "tls-server-end-point" ->
                    // keytool signs with SHA384withECDSA or SHA256withECDSA as the curve asks
                    MessageDigest.getInstance(
                                    ((java.security.cert.X509Certificate) session.getPeerCertificates()[0])
                                                    .getSigAlgName()
                                                    .startsWith("SHA384")
                                            ? "SHA-384"
                                            : "SHA-256")
                            .digest(session.getPeerCertificates()[0].getEncoded());
                default -> new byte[32];
            };
        }

        /** A whole exchange; the last line. */
        String scram(String mechanism, String header, byte[] data, String password) throws Exception {
            var bare = "n=alice,r=abcdef";
            var line = begin(mechanism, header + bare);
            if (!line.startsWith(door.challenge) || line.startsWith("+OK")) {
                return line;
            }
            var offer = challenge(line);
            assertThat(offer).startsWith("r=abcdef").endsWith(",i=4096");
            var nonce = offer.substring(2, offer.indexOf(','));
            assertThat(nonce).hasSizeGreaterThan(20);
            var salt = Base64.getDecoder().decode(offer.substring(offer.indexOf(",s=") + 3, offer.indexOf(",i=")));
            var channel = new java.io.ByteArrayOutputStream();
            channel.writeBytes(header.getBytes(StandardCharsets.UTF_8));
            channel.writeBytes(data);
            var withoutProof = "c=" + base64(channel.toByteArray()) + ",r=" + nonce;
            var scram = new TestScram(password, new ScramSalt(salt, 4096));
            var signed = (bare + "," + offer + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
            var last = answer((withoutProof + ",p=" + base64(scram.proof(signed))).getBytes(StandardCharsets.UTF_8));
            if (!last.startsWith(door.challenge)) {
                return last;
            }
            assertThat(challenge(last)).isEqualTo("v=" + base64(scram.signature(signed)));
            beforeTheEnd.run();
            return answer(new byte[0]);
        }

        @Override
        public void close() throws IOException {
            socket.close();
            listener.stop();
            listener.abort();
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    @ParameterizedTest
    @EnumSource
    void boundToTheChannelOrNotAPasswordIsProvenByBothSides(Door door) throws Exception {
        try (var client = new Client(door, false)) {
            assertThat(client.scram("SCRAM-SHA-256", "n,,", new byte[0], "alice-secret"))
                    .startsWith(door.yes);
        }
        for (var binding : new String[] {"tls-exporter", "tls-server-end-point"}) {
            try (var client = new Client(door, true)) {
                var data = client.binding(binding);
                assertThat(client.scram("SCRAM-SHA-256-PLUS", "p=" + binding + ",,", data, "alice-secret"))
                        .startsWith(door.yes);
            }
        }
    }

    /** Nobody keeps a place by not finishing the exchange. */
    @ParameterizedTest
    @EnumSource
    void whoIsDisabledWhileTheExchangeEndsIsSentAway(Door door) throws Exception {
        try (var client = new Client(door, false)) {
            client.beforeTheEnd = () -> client.authentications.disabled(new AccountDisabled(PEOPLE.id("alice")));
            assertThat(client.scram("SCRAM-SHA-256", "n,,", new byte[0], "alice-secret"))
                    .startsWith(door.yes);
            assertThat(client.in.readLine()).startsWith(door.farewell);
            assertThat(client.in.readLine()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMechanismsThatWorkAreAnnounced(Door door) throws Exception {
        var all = (door == Door.SUBMISSION ? "PLAIN LOGIN " : "PLAIN ") + "OAUTHBEARER XOAUTH2 SCRAM-SHA-256";
        try (var client = new Client(door, false)) {
            assertThat(client.announced).contains(all).doesNotContain("SHA-256-PLUS");
        }
        try (var client = new Client(door, true)) {
            assertThat(client.announced).contains(all + " SCRAM-SHA-256-PLUS");
        }
    }

    @Test
    void withoutTheOperatorsWordThereIsNoScram() throws Exception {
        try (var client = new Client(Door.POP3, true, Map.of())) {
            assertThat(client.announced).isEqualTo("SASL PLAIN OAUTHBEARER XOAUTH2");
            assertThat(client.begin("SCRAM-SHA-256", "n,,n=alice,r=x")).startsWith("-ERR This mechanism is not");
        }
    }

    /** RFC 5802 section 6: whoever could be bound but is told that we cannot has somebody in the middle. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SCRAM-SHA-256      | n,,                     | wrong-secret | none
            SCRAM-SHA-256      | y,,                     | alice-secret | none
            SCRAM-SHA-256      | p=tls-exporter,,        | alice-secret | tls-exporter
            SCRAM-SHA-256      | n,a=bob,                | alice-secret | none
            SCRAM-SHA-256-PLUS | n,,                     | alice-secret | none
            SCRAM-SHA-256-PLUS | p=tls-unique,,          | alice-secret | tls-exporter
            SCRAM-SHA-256-PLUS | p=tls-server-end-point,,| alice-secret | tls-exporter
            SCRAM-SHA-256-PLUS | p=tls-exporter,,        | alice-secret | other
            SCRAM-SHA-256-PLUS | p=tls-exporter,,        | wrong-secret | tls-exporter
            """)
    void whatDoesNotFitIsRejected(String mechanism, String header, String password, String binding) throws Exception {
        try (var client = new Client(Door.IMAP, true)) {
            var data = binding.equals("none") ? new byte[0] : client.binding(binding);
            assertThat(client.scram(mechanism, header, data, password)).startsWith("a1 NO [AUTHENTICATIONFAILED]");
        }
    }

    @Test
    void withoutTlsAClientMayThinkThatItCannotBeBound() throws Exception {
        try (var client = new Client(Door.IMAP, false)) {
            assertThat(client.scram("SCRAM-SHA-256", "y,a=alice@example.org,", new byte[0], "alice-secret"))
                    .startsWith("a1 OK");
        }
    }

    @Test
    void anotherNonceIsRejectedAndNonsenseIsMalformed() throws Exception {
        try (var client = new Client(Door.IMAP, false)) {
            client.challenge(client.begin("SCRAM-SHA-256", "n,,n=alice,r=x"));
            assertThat(client.answer("c=biws,r=y,p=AAAA".getBytes(StandardCharsets.US_ASCII)))
                    .startsWith("a1 NO");
            client.challenge(client.begin("SCRAM-SHA-256", "n,,n=alice,r=x"));
            assertThat(client.answer("c=biws".getBytes(StandardCharsets.US_ASCII)))
                    .startsWith("a1 BAD");
            for (var message :
                    new String[] {"", "n,,", "n,,n=a=b,r=x", "n,,m=x,n=a,r=x", "n,,n=a,r=x y", "z,,n=a,r=x"}) {
                assertThat(client.begin("SCRAM-SHA-256", message.isEmpty() ? "n" : message))
                        .startsWith("a1 BAD");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenIsTakenInEitherForm(Door door) throws Exception {
        for (var token : new String[] {"alice-token", "wrong-token"}) {
            try (var client = new Client(door, true)) {
                var line = client.begin("XOAUTH2", decoded(new XOAuth2("alice@example.org", token)));
                if (token.equals("wrong-token")) {
                    assertThat(client.challenge(line)).contains("\"status\":\"401\"");
                    assertThat(client.answer(new byte[0])).startsWith(door.no);
                } else {
                    assertThat(line).startsWith(door.yes);
                }
            }
        }
        try (var client = new Client(door, true)) {
            client.challenge(client.begin("XOAUTH2", decoded(new XOAuth2("bob", "alice-token"))));
            assertThat(client.answer(new byte[0])).startsWith(door.no);
        }
    }

    private static String decoded(XOAuth2 message) {
        return new String(Base64.getDecoder().decode(message.encoded()), StandardCharsets.UTF_8);
    }
}
