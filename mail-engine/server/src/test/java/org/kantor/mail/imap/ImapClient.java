package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.listener.TestTls;

/** A client of few words for tests: sends octets, reads lines, and gives up after 20 seconds. */
final class ImapClient implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private int tag;

    ImapClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        assertThat(line()).startsWith("* OK [CAPABILITY IMAP4rev1 ");
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /** The next line without its end; null at the end of the dialogue. */
    @Nullable
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            var c = in.read();
            if (c < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (c == '\n') {
                var text = line.toString(StandardCharsets.UTF_8);
                assertThat(text).endsWith("\r");
                return text.substring(0, text.length() - 1);
            }
            line.write(c);
        }
    }

    /** Sends a command that succeeds; answers the lines before its OK. */
    List<String> command(String text) throws IOException {
        var lines = any(text);
        assertThat(lines.removeLast()).as(text).startsWith("OK");
        return lines;
    }

    /** Sends a command; answers its lines, the last without the tag. */
    List<String> any(String text) throws IOException {
        var name = "t" + ++tag;
        send(name + " " + text + "\r\n");
        var lines = new ArrayList<String>();
        while (true) {
            var line = line();
            assertThat(line).as(text).isNotNull();
            if (line.startsWith(name + " ")) {
                lines.add(line.substring(name.length() + 1));
                return lines;
            }
            lines.add(line);
        }
    }

    void startTls() throws IOException {
        var secure = (SSLSocket) TestTls.client().getSocketFactory().createSocket(socket, "localhost", 0, true);
        secure.startHandshake();
        socket = secure;
        in = new BufferedInputStream(secure.getInputStream());
        out = secure.getOutputStream();
    }

    /** After COMPRESS. */
    void compress() {
        in = new InflaterInputStream(in, new Inflater(true));
        out = new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
