package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.directory.Quota;

/**
 * Plays the dialogues in {@code transcripts} against a real session over the real store, each with a new account.
 *
 * <ul>
 *   <li>{@code C: text} sends a line, with NUL for {@code \0}, {@code S: pattern} is the next line, {@code S... pattern} passes over lines up to that one; {@code C2}
 *       and {@code S2} are a second session, which is logged in
 *   <li>{@code @ login} logs the first session in
 *   <li>{@code @ message NAME MAILBOX FLAG...} is delivered by somebody else
 *   <li>{@code @ quota OCTETS MESSAGES}: her limits; {@code @ administrator}: she is one
 *   <li>{@code @ person NAME}: somebody else
 *   <li>{@code @ collect}: what was removed is gone from the store too
 *   <li>{@code @ closed}: the server has closed the connection; {@code @ close}: the client does
 * </ul>
 */
class TranscriptTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private static final Pattern COMMAND = Pattern.compile("C2?: (\\S+) (\\S+).*");
    private static final Pattern ANSWER = Pattern.compile("S2?(?::|\\.\\.\\.) (\\S+) (OK|NO|BAD).*");
    private static final Pattern LINE = Pattern.compile("([CS])(2?)(:|\\.\\.\\.) ?(.*)");

    @TestFactory
    Stream<DynamicTest> everyTranscriptPlaysAsWritten() throws IOException, URISyntaxException {
        return files().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)));
    }

    private static Stream<Path> files() throws IOException, URISyntaxException {
        return Files.list(
                        Path.of(TranscriptTest.class.getResource("transcripts").toURI()))
                .filter(file -> file.toString().endsWith(".imap"))
                .sorted();
    }

    /** RFC 3501 section 6, and the extensions that are announced. */
    @Test
    void everyCommandHasATranscript() throws IOException, URISyntaxException {
        var names = files().map(file ->
                        file.getFileName().toString().replace(".imap", "").replace("-", ""))
                .toList();
        for (var command : org.kantor.mail.wire.imap.Command.class.getPermittedSubclasses()) {
            assertThat(names).contains(command.getSimpleName().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** The answers that RFC 3501 section 6 gives each command; BAD to all of them. STARTTLS's OK needs TLS: {@link ImapSessionTest}. */
    @Test
    void everyCommandIsAnsweredInEveryWay() throws IOException, URISyntaxException {
        var answered = new TreeMap<String, Set<String>>();
        for (var file : files().toList()) {
            var commands = new HashMap<String, String>();
            for (var text : Files.readAllLines(file)) {
                var command = COMMAND.matcher(text);
                if (command.matches()) {
                    commands.put(command.group(1), command.group(2).toUpperCase(Locale.ROOT));
                }
                var answer = ANSWER.matcher(text);
                if (answer.matches() && commands.containsKey(answer.group(1))) {
                    answered.computeIfAbsent(commands.get(answer.group(1)), name -> new TreeSet<>())
                            .add(answer.group(2));
                }
            }
        }
        for (var command : List.of("CAPABILITY", "NOOP", "LOGOUT", "CHECK", "CLOSE")) {
            assertThat(answered.get(command)).as(command).contains("OK", "BAD");
        }
        for (var command : List.of(
                "AUTHENTICATE",
                "LOGIN",
                "SELECT",
                "EXAMINE",
                "CREATE",
                "DELETE",
                "RENAME",
                "SUBSCRIBE",
                "UNSUBSCRIBE",
                "LIST",
                "LSUB",
                "STATUS",
                "APPEND",
                "EXPUNGE",
                "SEARCH",
                "FETCH",
                "STORE",
                "COPY",
                "UID")) {
            assertThat(answered.get(command)).as(command).contains("OK", "NO", "BAD");
        }
        assertThat(answered.get("STARTTLS")).contains("BAD");
    }

    private static void play(Path file) throws IOException {
        server.newAlice();
        Map<String, ImapClient> clients = new HashMap<>();
        try {
            clients.put("", server.connect());
            var number = 0;
            for (var text : Files.readAllLines(file)) {
                number++;
                if (text.startsWith("@ ")) {
                    direct(text.substring(2).split(" "), clients.get(""));
                } else if (!text.isBlank() && !text.startsWith("#")) {
                    var line = LINE.matcher(text);
                    assertThat(line.matches()).as("line %d: %s", number, text).isTrue();
                    if (!clients.containsKey(line.group(2))) {
                        clients.put(line.group(2), server.logIn());
                    }
                    step(line.group(1) + line.group(3), line.group(4), clients.get(line.group(2)), number);
                }
            }
        } finally {
            for (var client : clients.values()) {
                client.close();
            }
        }
    }

    private static void step(String kind, String text, ImapClient client, int number) throws IOException {
        switch (kind) {
            case "C:" -> client.send(text.replace("\\0", "\0") + "\r\n");
            case "S:" -> assertThat(client.line()).as("line %d", number).matches(text);
            case "S..." -> {
                for (var line = client.line(); !line.matches(text); line = client.line()) {
                    assertThat(line).as("line %d, before %s", number, text).isNotNull();
                }
            }
            default -> throw new IllegalArgumentException("line " + number);
        }
    }

    private static void direct(String[] words, ImapClient client) throws IOException {
        switch (words[0]) {
            case "login" -> client.command("LOGIN alice secret");
            case "message" -> {
                var flags = 0;
                Set<String> keywords = new LinkedHashSet<>();
                for (var i = 3; i < words.length; i++) {
                    flags |= MessageFlags.bit(words[i]);
                    if (MessageFlags.bit(words[i]) == 0) {
                        keywords.add(words[i]);
                    }
                }
                server.deliver(words[2], SectionsTest.message(words[1]), flags, keywords);
            }
            case "quota" ->
                server.setQuota(server.alice(), new Quota(Long.parseLong(words[1]), Long.parseLong(words[2])));
            case "person" -> server.newPerson(words[1]);
            case "administrator" -> server.makeAdministrator(server.alice());
            case "everybody" -> server.everybody.set(true);
            case "collect" -> server.collect();
            case "closed" -> assertThat(client.line()).isNull();
            case "close" -> client.close();
            default -> throw new IllegalArgumentException(words[0]);
        }
    }
}
