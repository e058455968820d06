package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Object identifiers name the same object wherever it goes (RFC 8474 sections 4 and 5). */
class ObjectIdTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private static final Pattern ID = Pattern.compile("(?:MAILBOX|EMAIL|THREAD)ID \\(([A-Za-z0-9_-]+)\\)");

    @BeforeEach
    void alice() {
        server.newAlice();
    }

    private static String id(ImapClient client, String command) throws IOException {
        var found = ID.matcher(String.join("\n", client.any(command)));
        assertThat(found.find()).as(command).isTrue();
        return found.group(1);
    }

    @Test
    void aMailboxKeepsItsIdThroughRenames() throws IOException {
        try (var client = server.logIn()) {
            var made = id(client, "CREATE first");
            client.command("RENAME first second/third");
            assertThat(id(client, "STATUS second/third (MAILBOXID)")).isEqualTo(made);
            assertThat(id(client, "SELECT second/third")).isEqualTo(made);
            assertThat(id(client, "CREATE first")).isNotEqualTo(made);
        }
    }

    @Test
    void aMessageKeepsItsIdsThroughCopiesAndMoves() throws IOException {
        server.deliver("INBOX", SectionsTest.message("simple"), 0, Set.of());
        server.deliver("INBOX", SectionsTest.message("nested"), 0, Set.of());
        try (var client = server.logIn()) {
            client.command("SELECT INBOX");
            var email = id(client, "FETCH 1 (EMAILID)");
            var thread = id(client, "FETCH 1 (THREADID)");
            assertThat(id(client, "FETCH 2 (EMAILID)")).isNotEqualTo(email);
            client.command("COPY 1 Archive");
            client.command("MOVE 1 Trash");
            for (var mailbox : Set.of("Archive", "Trash")) {
                client.command("SELECT " + mailbox);
                assertThat(id(client, "FETCH 1 (EMAILID)")).isEqualTo(email);
                assertThat(id(client, "FETCH 1 (THREADID)")).isEqualTo(thread);
                assertThat(client.command("UID SEARCH EMAILID " + email)).containsExactly("* SEARCH 1");
                assertThat(client.command("UID SEARCH THREADID " + thread)).containsExactly("* SEARCH 1");
            }
        }
    }

    @Test
    void anAnswerIsInTheThreadOfWhatItAnswers() throws IOException {
        for (var text : new String[] {"Message-ID: <a@x>\r\n", "Message-ID: <b@x>\r\nIn-Reply-To: <a@x>\r\n", ""}) {
            server.deliver(
                    "INBOX",
                    ("Subject: " + text.length() + "\r\n" + text + "\r\nx\r\n").getBytes(StandardCharsets.UTF_8),
                    0,
                    Set.of());
        }
        try (var client = server.logIn()) {
            client.command("SELECT INBOX");
            var thread = id(client, "FETCH 1 (THREADID)");
            assertThat(id(client, "FETCH 2 (THREADID)")).isEqualTo(thread);
            assertThat(id(client, "FETCH 3 (THREADID)")).isNotEqualTo(thread);
            assertThat(client.command("SEARCH THREADID " + thread)).containsExactly("* SEARCH 1 2");
        }
    }
}
