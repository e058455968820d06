package org.kantor.mail.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {

    /** Answers each line with its length; understands TLS, FAIL, FLOOD, READ n and SOON, after which it waits for a millisecond only. */
    private static final class Lengths implements Protocol {
        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }

        @Override
        public void serve(ServerConnection connection, Endpoint endpoint) throws IOException {
            connection.setTimeout(Duration.ofSeconds(20));
            connection.write("hello\r\n");
            connection.flush();
            while (true) {
                Line line;
                try {
                    line = connection.readLine(100);
                } catch (LineTooLongException e) {
                    connection.write("too long\r\n");
                    connection.flush();
                    continue;
                } catch (SocketTimeoutException e) {
                    connection.write("silent\r\n");
                    connection.flush();
                    return;
                }
                if (line == null) {
                    connection.write(connection.stopping() ? "stopping\r\n" : "end\r\n");
                    connection.flush();
                    return;
                }
                var text = line.latin1();
                if (text.equals("TLS")) {
                    connection.write("go\r\n");
                    connection.startTls();
                    continue;
                }
                if (text.equals("SOON")) {
                    connection.setTimeout(Duration.ofMillis(1));
                }
                if (text.equals("FAIL")) {
                    throw new IllegalStateException("as asked");
                }
                while (text.equals("FLOOD")) {
                    connection.write(new byte[100_000]);
                }
                if (text.startsWith("READ ")) {
                    connection.write(connection.readOctets(Integer.parseInt(text.substring(5))));
                }
                connection.write(text.length() + (line.crlf() ? "" : " bare") + "\r\n");
                if (!connection.inputPending()) {
                    connection.flush();
                }
            }
        }

        @Override
        public String busy() {
            return "busy\r\n";
        }

        @Override
        public String failure() {
            return "failure\r\n";
        }
    }

    private final Listener listener;

    ListenerTest() throws IOException {
        listener = Listener.onLoopback(new Lengths(), Endpoint.plain("lengths"), TestTls.server());
    }

    @AfterEach
    void close() {
        listener.stop();
        listener.abort();
    }

    private record Client(Socket socket, BufferedReader in) implements AutoCloseable {
        static Client over(Socket socket) throws IOException {
            socket.setSoTimeout(20_000);
            return new Client(
                    socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Client connect() throws IOException {
        var client = Client.over(new Socket(InetAddress.getLoopbackAddress(), listener.port()));
        assertThat(client.in().readLine()).isEqualTo("hello");
        return client;
    }

    @Test
    void pipelinedLinesAreAnsweredInOrder() throws IOException {
        try (var client = connect()) {
            client.send("a\r\nbb\nREAD 6\r\nx\r\ny\r\nccc\r\n");
            assertThat(client.in().readLine()).isEqualTo("1");
            assertThat(client.in().readLine()).isEqualTo("2 bare");
            assertThat(client.in().readLine()).isEqualTo("x");
            assertThat(client.in().readLine()).isEqualTo("y");
            assertThat(client.in().readLine()).isEqualTo("6");
            assertThat(client.in().readLine()).isEqualTo("3");
        }
    }

    @Test
    void aLineThatIsTooLongIsThrownAwayAndTheDialogueGoesOn() throws IOException {
        try (var client = connect()) {
            client.send("x".repeat(3_000_000) + "\r\n" + "y".repeat(101) + "\r\n" + "z".repeat(100) + "\r\n");
            assertThat(client.in().readLine()).isEqualTo("too long");
            assertThat(client.in().readLine()).isEqualTo("too long");
            assertThat(client.in().readLine()).isEqualTo("100");
        }
    }

    @Test
    void theUpgradeToTlsForgetsWhatWasSentBeforeIt() throws IOException {
        try (var client = connect()) {
            client.send("TLS\r\nINJECTED\r\n");
            assertThat(client.in().readLine()).isEqualTo("go");
            var inside = secure(client);
            inside.send("abc\r\n");
            assertThat(inside.in().readLine()).isEqualTo("3");
        }
    }

    private Client secure(Client client, String... protocols) throws IOException {
        var secure = (SSLSocket)
                TestTls.client().getSocketFactory().createSocket(client.socket(), "localhost", listener.port(), true);
        if (protocols.length > 0) {
            secure.setEnabledProtocols(protocols);
        }
        secure.startHandshake();
        return Client.over(secure);
    }

    @Test
    void whoIsSilentForTooLongIsToldSo() throws IOException {
        try (var client = connect()) {
            client.send("SOON\r\n");
            assertThat(client.in().readLine()).isEqualTo("4");
            assertThat(client.in().readLine()).isEqualTo("silent");
            assertThat(client.in().readLine()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whoIsSilentUnderTlsIsToldSo(String protocol) throws IOException {
        try (var client = connect()) {
            client.send("TLS\r\n");
            assertThat(client.in().readLine()).isEqualTo("go");
            var inside = secure(client, protocol);
            inside.send("SOON\r\n");
            assertThat(inside.in().readLine()).isEqualTo("4");
            assertThat(inside.in().readLine()).isEqualTo("silent");
            assertThat(inside.in().readLine()).isNull();
        }
    }

    @Test
    void aHandshakeThatNobodyBeginsEnds() throws IOException {
        try (var client = connect()) {
            client.send("SOON\r\nTLS\r\n");
            assertThat(client.in().readLine()).isEqualTo("4");
            assertThat(client.in().readLine()).isEqualTo("go");
            // nothing more than an alert of TLS, and the end
            assertThat(client.in().lines()).hasSizeLessThan(2);
        }
    }

    @Test
    void aFailureOfOursIsOneConstantLine() throws IOException {
        try (var client = connect()) {
            client.send("FAIL\r\n");
            assertThat(client.in().readLine()).isEqualTo("failure");
            assertThat(client.in().readLine()).isNull();
        }
    }

    @Test
    void aWaitingClientIsToldWhenTheServerStops() throws IOException {
        try (var client = connect()) {
            listener.stop();
            assertThat(client.in().readLine()).isEqualTo("stopping");
            assertThat(client.in().readLine()).isNull();
        }
    }

    @Test
    void aClientThatTakesNothingIsCutOff() throws IOException {
        try (var client = connect();
                var waiting = connect()) {
            client.send("FLOOD\r\n");
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (listener.connections() > 1) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                listener.abortStuck(Duration.ofMillis(100));
                Thread.onSpinWait();
            }
            waiting.send("abc\r\n");
            assertThat(waiting.in().readLine()).isEqualTo("3");
        }
    }

    @Test
    void connectionsOfOneAddressAreBounded() throws Exception {
        var permits = new Permits(10, 2);
        var far = InetAddress.getByName("192.0.2.1");
        assertThat(permits.enter(far)).isTrue();
        assertThat(permits.enter(far)).isTrue();
        assertThat(permits.enter(far)).isFalse();
        permits.leave(far);
        assertThat(permits.enter(far)).isTrue();
        assertThat(permits.enter(InetAddress.getByName("192.0.2.2"))).isTrue();
    }
}
