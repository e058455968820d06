package org.kantor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.await;
import static org.kantor.system.Client.awaitMessage;
import static org.kantor.system.Client.curl;
import static org.kantor.system.Client.run;
import static org.kantor.system.Client.search;
import static org.kantor.system.Client.swaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Mail through the ports, with swaks, curl, mbsync and mutt. */
class MailClientsSystemTest {

    private static final String ALICE = "alice:alice-demo";
    private static final String BOB = "bob@example.org:bob-demo";

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    @Test
    void aMessageFromAnotherServerIsReadOverImapAndPop3() {
        var word = word();
        var said = swaks(
                        Suite.smtp(),
                        "--from",
                        "joko@sumbermakmur.example",
                        "--to",
                        "alice@example.org",
                        "--header",
                        "Subject: " + word,
                        "--body",
                        "Selamat pagi")
                .ok()
                .output();
        assertThat(said).contains("250 2.0.0");
        assertThat(awaitMessage(ALICE, word))
                .contains("Selamat pagi")
                .contains("Return-Path: <joko@sumbermakmur.example>");
        var list = curl(ALICE, "pop3://" + Suite.HOST + ":" + Suite.pop3() + "/")
                .ok()
                .output();
        var last = list.lines().reduce((a, b) -> b).orElseThrow().split(" ")[0];
        assertThat(curl(ALICE, "pop3://" + Suite.HOST + ":" + Suite.pop3() + "/" + last)
                        .ok()
                        .output())
                .contains(word);
    }

    @Test
    void anUnknownRecipientIsRefused() {
        assertThat(swaks(Suite.smtp(), "--from", "a@b.example", "--to", "nobody-here@example.org")
                        .output())
                .contains("550 5.1.1");
    }

    @Test
    void nobodyRelaysThroughTheFrontDoor() {
        assertThat(swaks(Suite.smtp(), "--from", "a@b.example", "--to", "someone@elsewhere.example")
                        .output())
                .contains("554 5.7.1");
    }

    @Test
    void lmtpDeliversToEachRecipient() {
        var word = word();
        var said = swaks(
                        Suite.lmtp(),
                        "--protocol",
                        "LMTP",
                        "--from",
                        "a@b.example",
                        "--to",
                        "alice@example.org,bob@example.org",
                        "--header",
                        "Subject: " + word)
                .ok()
                .output();
        assertThat(said).contains("250 2.");
        awaitMessage(ALICE, word);
        awaitMessage(BOB, word);
    }

    @Test
    void aUserSubmitsUnderStartTlsAndUnderTls() {
        var first = word();
        swaks(
                        Suite.submission(),
                        "--tls",
                        "--tls-ca-path",
                        Suite.authority().toString(),
                        "--auth",
                        "PLAIN",
                        "--auth-user",
                        "alice",
                        "--auth-password",
                        "alice-demo",
                        "--from",
                        "alice@example.org",
                        "--to",
                        "bob@example.org",
                        "--header",
                        "Subject: " + first)
                .ok();
        awaitMessage(BOB, first);
        var second = word();
        swaks(
                        Suite.submissions(),
                        "--tlsc",
                        "--tls-ca-path",
                        Suite.authority().toString(),
                        "--auth",
                        "PLAIN",
                        "--auth-user",
                        "alice@example.org",
                        "--auth-password",
                        "alice-demo",
                        "--from",
                        "alice@example.org",
                        "--to",
                        "bob@example.org",
                        "--header",
                        "Subject: " + second)
                .ok();
        awaitMessage(BOB, second);
    }

    @Test
    void nobodySubmitsUnderSomebodyElsesNameOrWithoutALogIn() {
        assertThat(swaks(
                                Suite.submission(),
                                "--tls",
                                "--auth",
                                "PLAIN",
                                "--auth-user",
                                "alice",
                                "--auth-password",
                                "alice-demo",
                                "--from",
                                "carol@example.org",
                                "--to",
                                "bob@example.org")
                        .output())
                .contains("5.7.1");
        assertThat(swaks(Suite.submission(), "--from", "alice@example.org", "--to", "bob@example.org")
                        .output())
                .contains("530 5.7.0");
        assertThat(swaks(
                                Suite.submission(),
                                "--tls",
                                "--auth",
                                "PLAIN",
                                "--auth-user",
                                "alice",
                                "--auth-password",
                                "wrong",
                                "--from",
                                "alice@example.org",
                                "--to",
                                "bob@example.org")
                        .output())
                .contains("535 5.7.8");
    }

    @Test
    void curlSubmitsAMessageAndAppendsOne() throws IOException {
        var word = word();
        var file = Client.folder("message").resolve("message.eml");
        Files.writeString(
                file,
                "From: alice@example.org\r\nTo: bob@example.org\r\nSubject: " + word + "\r\n\r\nsent by curl\r\n");
        curl(
                        ALICE,
                        "smtp://localhost:" + Suite.submission(),
                        "--ssl-reqd",
                        "--mail-from",
                        "alice@example.org",
                        "--mail-rcpt",
                        "bob@example.org",
                        "-T",
                        file.toString())
                .ok();
        assertThat(awaitMessage(BOB, word))
                .contains("sent by curl")
                .contains("Message-ID:")
                .contains("Date:");
        curl(ALICE, "imaps://localhost:" + Suite.imaps() + "/Archive", "-T", file.toString())
                .ok();
        assertThat(search(ALICE, "Archive", word)).isNotEmpty();
    }

    @Test
    void mbsyncKeepsAMaildirInStepBothWays() throws IOException {
        var word = word();
        swaks(Suite.smtp(), "--from", "a@b.example", "--to", "carol@example.org", "--header", "Subject: " + word)
                .ok();
        awaitMessage("carol:carol-demo", word);
        var folder = Client.folder("mbsync");
        var settings = folder.resolve("mbsyncrc");
        Files.writeString(settings, """
                IMAPAccount kantor
                Host localhost
                Port %d
                User carol
                Pass carol-demo
                SSLType STARTTLS
                CertificateFile %s

                IMAPStore far
                Account kantor

                MaildirStore near
                Path %s/
                Inbox %s/INBOX
                SubFolders Verbatim

                Channel all
                Far :far:
                Near :near:
                Patterns INBOX Sent Drafts
                Create Both
                Expunge Both
                SyncState *
                """.formatted(Suite.imap(), Suite.authority(), folder, folder));
        run("mbsync", "-c", settings.toString(), "-a").ok();
        var copy = find(folder.resolve("INBOX"), word);
        assertThat(copy).as("the message in the Maildir").isNotNull();
        // flagged and seen here, so it must be there
        var flagged = folder.resolve("INBOX/cur")
                .resolve(copy.getFileName().toString().replaceAll(":2,.*", "") + ":2,FS");
        Files.move(copy, flagged);
        // and a message of our own goes up
        var mine = word();
        Files.writeString(
                folder.resolve("INBOX/new/1700000000.1_1.host"),
                "From: carol@example.org\nSubject: " + mine + "\n\nput here by hand\n");
        run("mbsync", "-c", settings.toString(), "-a").ok();
        assertThat(Client.finds("carol", "INBOX", "FLAGGED SEEN SUBJECT " + word))
                .isTrue();
        assertThat(search("carol:carol-demo", "INBOX", mine)).isNotEmpty();
        // deleted there, gone here
        curl(
                        "carol:carol-demo",
                        "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX",
                        "-X",
                        "STORE " + search("carol:carol-demo", "INBOX", mine) + " +FLAGS.SILENT \\Deleted")
                .ok();
        curl("carol:carol-demo", "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX", "-X", "EXPUNGE")
                .ok();
        run("mbsync", "-c", settings.toString(), "-a").ok();
        assertThat(find(folder.resolve("INBOX"), mine)).isNull();
    }

    private static Path find(Path maildir, String word) throws IOException {
        for (var part : List.of("cur", "new")) {
            try (var files = Files.list(maildir.resolve(part))) {
                for (var file : files.toList()) {
                    if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
                        return file;
                    }
                }
            }
        }
        return null;
    }

    @Test
    void muttSendsThroughTheSubmissionPortAndKeepsACopyOverImap() throws IOException {
        var word = word();
        var folder = Client.folder("mutt");
        var settings = folder.resolve("muttrc");
        Files.writeString(
                settings, """
                set from="alice@example.org"
                set realname="Alice Hartono"
                set smtp_url="smtp://alice@localhost:%d/"
                set smtp_pass="alice-demo"
                set imap_user="alice"
                set imap_pass="alice-demo"
                set ssl_starttls=yes
                set ssl_force_tls=yes
                set certificate_file="%s"
                set ssl_ca_certificates_file="%s"
                set folder="imap://localhost:%d/"
                set record="+Sent"
                set copy=yes
                """.formatted(Suite.submission(), Suite.authority(), Suite.authority(), Suite.imap()));
        run(
                        Map.of("HOME", folder.toString(), "TERM", "dumb"),
                        "written with mutt\n",
                        "mutt",
                        "-F",
                        settings.toString(),
                        "-n",
                        "-s",
                        word,
                        "bob@example.org")
                .ok();
        assertThat(awaitMessage(BOB, word)).contains("written with mutt");
        await("the copy in Sent", () -> !search(ALICE, "Sent", word).isEmpty());
    }

    @Test
    void aWrongPasswordOpensNoDoor() {
        assertThat(curl("alice:wrong", "imap://" + Suite.HOST + ":" + Suite.imap() + "/INBOX")
                        .exit())
                .isEqualTo(67);
        slowly();
        assertThat(curl("alice:wrong", "pop3://" + Suite.HOST + ":" + Suite.pop3() + "/")
                        .exit())
                .isEqualTo(67);
        slowly();
        assertThat(curl("alice:wrong", Suite.web() + "/dav/", "-o", "/dev/null", "-w", "%{http_code}")
                        .output())
                .contains("401");
        slowly();
        assertThat(curl("alice:wrong", Suite.web() + "/api/users", "-o", "/dev/null", "-w", "%{http_code}")
                        .output())
                .contains("401");
    }

    /** Keycloak locks out for a while whose failures come within 100 ms of each other, and other tests log in as the same person. */
    private static void slowly() {
        var since = System.nanoTime();
        await("a fifth of a second to be over", () -> System.nanoTime() - since > 200_000_000);
    }
}
