package org.kantor.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The least that LMTP, SMTP and IMAP clients need, where a program from outside could not be stopped at the right moment. */
final class MailSocket implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    MailSocket(int port) throws IOException {
        socket.connect(new InetSocketAddress(Suite.HOST, port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** A line without its end. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            var octet = in.read();
            if (octet < 0) {
                throw new EOFException("closed");
            }
            if (octet == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(octet);
        }
    }

    /** The last line of an SMTP or LMTP reply. @throws IOException unless it begins so */
    void reply(String code) throws IOException {
        var line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        if (!line.startsWith(code)) {
            throw new IOException(line);
        }
    }

    void say(String command, String code) throws IOException {
        send(command + "\r\n");
        reply(code);
    }

    /** Delivers one message over SMTP or LMTP; returns once it is acknowledged. */
    void deliver(String hello, String recipient, String message) throws IOException {
        reply("220");
        say(hello + " test.example", "250");
        say("MAIL FROM:<sender@elsewhere.example>", "250");
        say("RCPT TO:<" + recipient + ">", "250");
        say("DATA", "354");
        say(message + ".", "250");
    }

    /** The tagged answer to an IMAP command. @throws IOException unless it is OK */
    void ok(String tag) throws IOException {
        var line = line();
        while (!line.startsWith(tag + " ")) {
            line = line();
        }
        if (!line.startsWith(tag + " OK")) {
            throw new IOException(line);
        }
    }

    void login(String user, String password) throws IOException {
        line();
        send("a LOGIN " + user + " " + password + "\r\n");
        ok("a");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
