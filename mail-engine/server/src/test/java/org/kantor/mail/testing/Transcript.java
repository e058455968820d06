package org.kantor.mail.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.kantor.mail.listener.TestTls;

/**
 * A dialogue in a file, played against a server: {@code C:} lines are sent, {@code S:} lines are regular expressions that the server's next line must match,
 * {@code TLS} begins TLS, {@code END} says that the server closes the connection, {@code #} begins a comment. {@code C;} sends a line together with the
 * next ones. In what is sent, {@code \x00} and the like stand for octets.
 */
public final class Transcript {

    private Transcript() {}

    /** The dialogues in a folder of the test resources, by name. */
    public static List<Path> in(Class<?> test, String folder) {
        var resource = test.getResource(folder);
        assertThat(resource).as(folder).isNotNull();
        try (var files = Files.list(Path.of(resource.toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void play(Path file, int port) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            play(file, socket);
        }
    }

    private static void play(Path file, Socket plain) throws IOException {
        var socket = plain;
        var in = socket.getInputStream();
        var out = socket.getOutputStream();
        var waiting = new StringBuilder();
        var number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            var text = line.length() > 3 ? line.substring(3) : "";
            if (line.startsWith("C;")) {
                waiting.append(unescape(text)).append("\r\n");
            } else if (line.startsWith("C:")) {
                send(out, waiting + unescape(text) + "\r\n");
                waiting.setLength(0);
            } else if (line.startsWith("S:")) {
                assertThat(read(in))
                        .as("%s, line %d", file.getFileName(), number)
                        .matches(text);
            } else if (line.equals("TLS")) {
                var factory = (SSLSocketFactory) TestTls.client().getSocketFactory();
                var secure = (SSLSocket) factory.createSocket(socket, "localhost", socket.getPort(), true);
                secure.startHandshake();
                socket = secure;
                in = secure.getInputStream();
                out = secure.getOutputStream();
            } else if (line.equals("END")) {
                assertThat(in.read())
                        .as("%s, line %d", file.getFileName(), number)
                        .isEqualTo(-1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalArgumentException(file + ", line " + number + ": " + line);
            }
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String read(InputStream in) throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.toString(StandardCharsets.UTF_8) + "<END>";
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static String unescape(String text) {
        var out = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i) && i + 3 < text.length()) {
                out.append((char) Integer.parseInt(text, i + 2, i + 4, 16));
                i += 3;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
