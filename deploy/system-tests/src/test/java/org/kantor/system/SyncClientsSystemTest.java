package org.kantor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.system.Client.run;
import static org.kantor.system.Client.swaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that keep a copy of the mail: mbsync and offlineimap both ways, getmail and fetchmail one way, and Python's own libraries. */
class SyncClientsSystemTest {

    private static final int ROUNDS = 2;

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private static Path script(String name) {
        return Path.of("src", "test", "python", name).toAbsolutePath();
    }

    /** Settings with a password in them, which the programs want to be readable by nobody else. */
    private static Path settings(Path folder, String text) throws IOException {
        var file = Files.writeString(folder.resolve("settings"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** Random changes on both sides, also while the program runs, until both sides are equal; the script prints its seed, {@code -Dkantor.seed} sets it. */
    private static void bothWays(String mailbox, Path maildir, String... command) {
        var seed = Long.getLong("kantor.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        var all = new ArrayList<>(List.of(
                "python3",
                script("two_way.py").toString(),
                Integer.toString(Suite.imaps()),
                Suite.authority().toString(),
                "carol",
                "carol-demo",
                mailbox,
                maildir.toString(),
                Long.toString(seed),
                Integer.toString(ROUNDS)));
        all.addAll(List.of(command));
        assertThat(run(all.toArray(String[]::new)).ok().output()).contains("equal: ");
    }

    @Test
    void mbsyncSettlesRandomChangesOnBothSides() throws IOException {
        var mailbox = word();
        var folder = Client.folder("mbsync-random");
        var settings = settings(folder, """
                IMAPAccount kantor
                Host localhost
                Port %d
                User carol
                Pass carol-demo
                SSLType IMAPS
                CertificateFile %s

                IMAPStore far
                Account kantor

                MaildirStore near
                Path %s/
                SubFolders Verbatim

                Channel one
                Far :far:
                Near :near:
                Patterns %s
                Create Both
                Expunge Both
                SyncState *
                """.formatted(Suite.imaps(), Suite.authority(), folder, mailbox));
        bothWays(mailbox, folder.resolve(mailbox), "mbsync", "-c", settings.toString(), "-a");
    }

    @Test
    void offlineimapSettlesRandomChangesOnBothSides() throws IOException {
        var mailbox = word();
        var folder = Client.folder("offlineimap");
        var settings = settings(folder, """
                [general]
                accounts = kantor
                metadata = %s/metadata
                ui = basic
                [Account kantor]
                localrepository = near
                remoterepository = far
                [Repository near]
                type = Maildir
                localfolders = %s/mail
                [Repository far]
                type = IMAP
                remotehost = localhost
                remoteport = %d
                remoteuser = carol
                remotepass = carol-demo
                ssl = yes
                sslcacertfile = %s
                folderfilter = lambda name: name == '%s'
                """.formatted(folder, folder, Suite.imaps(), Suite.authority(), mailbox));
        bothWays(
                mailbox, folder.resolve("mail").resolve(mailbox), "offlineimap", "-c", settings.toString(), "-o", "-1");
    }

    @ParameterizedTest
    @CsvSource({"SimplePOP3SSLRetriever", "SimpleIMAPSSLRetriever"})
    void getmailFetchesEveryMessageOnce(String retriever) throws IOException {
        var pop = retriever.contains("POP3");
        var folder = Client.folder("getmail");
        var mail = Files.createDirectory(folder.resolve("mail"));
        var settings = settings(
                folder, """
                [retriever]
                type = %s
                server = localhost
                port = %d
                username = dave
                password = dave-demo
                ca_certs = %s
                [destination]
                type = MDA_external
                path = /bin/sh
                arguments = ("-c", "cat > $(mktemp %s/XXXXXXXX)")
                allow_root_commands = true
                [options]
                read_all = false
                """.formatted(retriever, pop ? Suite.pop3s() : Suite.imaps(), Suite.authority(), mail));
        fetchesOnce(mail, true, "getmail", "--getmaildir", folder.toString(), "--rcfile", settings.toString());
    }

    @ParameterizedTest
    @CsvSource({"pop3", "imap"})
    void fetchmailFetchesEveryMessageOnce(String protocol) throws IOException {
        var pop = protocol.equals("pop3");
        var folder = Client.folder("fetchmail");
        var mail = Files.createDirectory(folder.resolve("mail"));
        var settings = settings(folder, """
                set idfile "%s/ids"
                set pidfile "%s/pid"
                poll localhost protocol %s service %d %s
                  user "dave" password "dave-demo"
                  options ssl sslcertck sslcertfile "%s" keep
                  mda "/bin/sh -c 'cat > $(mktemp %s/XXXXXXXX)'"
                """.formatted(
                        folder,
                        folder,
                        protocol,
                        pop ? Suite.pop3s() : Suite.imaps(),
                        pop ? "uidl" : "",
                        Suite.authority(),
                        mail));
        fetchesOnce(mail, false, "fetchmail", "-f", settings.toString());
    }

    /** @param zero whether the program ends with 0 when there was nothing new */
    private static void fetchesOnce(Path mail, boolean zero, String... command) throws IOException {
        var first = arrives();
        run(command).ok();
        assertThat(copies(mail, first)).isOne();
        var again = run(command);
        assertThat(again.exit()).as(again.output()).isEqualTo(zero ? 0 : 1);
        assertThat(copies(mail, first)).isOne();
        var second = arrives();
        run(command).ok();
        assertThat(copies(mail, first)).isOne();
        assertThat(copies(mail, second)).isOne();
    }

    private static String arrives() {
        var word = word();
        swaks(Suite.smtp(), "--from", "a@b.example", "--to", "dave@example.org", "--header", "Subject: " + word)
                .ok();
        // asking for it does not read it, which fetchmail would take for fetched
        Client.await(
                "a message about " + word,
                () -> !Client.search("dave:dave-demo", "INBOX", word).isEmpty());
        return word;
    }

    private static int copies(Path mail, String word) throws IOException {
        var copies = 0;
        try (var files = Files.list(mail)) {
            for (var file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
                    copies++;
                }
            }
        }
        return copies;
    }

    @Test
    void pythonsLibrariesAreAnsweredAsTheyExpect() {
        run(
                        "python3",
                        script("libraries.py").toString(),
                        Integer.toString(Suite.imap()),
                        Integer.toString(Suite.imaps()),
                        Integer.toString(Suite.pop3()),
                        Integer.toString(Suite.pop3s()),
                        Suite.authority().toString(),
                        "dave",
                        "dave-demo",
                        word())
                .ok();
    }
}
