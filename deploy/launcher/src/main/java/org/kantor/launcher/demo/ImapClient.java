package org.kantor.launcher.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Puts messages where they belong over IMAP (RFC 3501, LITERAL+). */
final class ImapClient extends LineClient {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ROOT);
    private static final Pattern MESSAGES =
            Pattern.compile("\\* STATUS .*\\(MESSAGES (\\d+)\\)", Pattern.CASE_INSENSITIVE);

    private final Clock clock;
    private int tag;

    ImapClient(String host, int port, Clock clock, String user, String password) throws IOException {
        super(host, port);
        this.clock = clock;
        readLine();
        command("LOGIN \"" + user + "\" \"" + password + "\"");
    }

    int messages(String mailbox) throws IOException {
        for (var line : command("STATUS \"" + mailbox + "\" (MESSAGES)")) {
            var matcher = MESSAGES.matcher(line);
            if (matcher.matches()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        return 0;
    }

    /** @param messageId without brackets */
    boolean has(String mailbox, String messageId) throws IOException {
        command("EXAMINE \"" + mailbox + "\"");
        return command("UID SEARCH HEADER Message-ID \"" + messageId + "\"").stream()
                .anyMatch(line -> line.matches("\\* SEARCH \\d.*"));
    }

    void append(String mailbox, String flags, Instant when, byte[] message) throws IOException {
        write("a" + ++tag + " APPEND \"" + mailbox + "\" (" + flags + ") \"" + DATE.format(when.atZone(clock.getZone()))
                + "\" {" + message.length + "+}\r\n");
        write(message);
        write("\r\n");
        flush();
        answer();
    }

    private List<String> command(String command) throws IOException {
        write("a" + ++tag + " " + command + "\r\n");
        flush();
        return answer();
    }

    private List<String> answer() throws IOException {
        var untagged = new ArrayList<String>();
        while (true) {
            var line = readLine();
            if (line.startsWith("a" + tag + " ")) {
                if (!line.startsWith("a" + tag + " OK")) {
                    throw new IOException("IMAP answered: " + line);
                }
                return untagged;
            }
            untagged.add(line);
        }
    }
}
