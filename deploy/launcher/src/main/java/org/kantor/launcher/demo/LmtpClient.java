package org.kantor.launcher.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Delivers over LMTP (RFC 2033). */
final class LmtpClient extends LineClient {

    LmtpClient(String host, int port) throws IOException {
        super(host, port);
        expect("220", 1);
        command("LHLO demo.example.org", "250");
    }

    void deliver(String from, List<String> to, byte[] message) throws IOException {
        command("MAIL FROM:<" + from + ">", "250");
        for (var recipient : to) {
            command("RCPT TO:<" + recipient + ">", "250");
        }
        command("DATA", "354");
        var text = new String(message, StandardCharsets.ISO_8859_1).replace("\r\n.", "\r\n..");
        write((text.startsWith(".") ? "." : "") + text + ".\r\n");
        flush();
        expect("250", to.size());
    }

    private void command(String line, String expected) throws IOException {
        write(line + "\r\n");
        flush();
        expect(expected, 1);
    }

    private void expect(String code, int replies) throws IOException {
        for (var i = 0; i < replies; i++) {
            String line;
            do {
                line = readLine();
                if (!line.startsWith(code)) {
                    throw new IOException("LMTP answered: " + line);
                }
            } while (line.startsWith(code + "-"));
        }
    }
}
