package org.kantor.launcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kantor.launcher.transfer.Forms.Form;

class TransferTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    private Path folder;

    /** What a source had, as texts that can be compared. */
    private static final class Read implements Source.Taker {
        private final List<String> items = new ArrayList<>();
        private final List<Item> whole = new ArrayList<>();
        private final List<String> broken = new ArrayList<>();
        private final List<Folder> folders = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();

        static Read of(Source source) throws IOException {
            var read = new Read();
            source.read(read);
            return read;
        }

        @Override
        public void folder(Folder folder) {
            folders.add(folder);
        }

        @Override
        public void leftOut(String where, String why) {
            leftOut.add(where);
        }

        @Override
        public void take(Item item) {
            assertThat(folders).as("told before").extracting(Folder::name).contains(item.folder());
            whole.add(item);
            items.add(text(item));
        }

        @Override
        public void broken(String where, String why) {
            broken.add(why);
        }
    }

    private static String text(Item item) {
        return item.folder() + "|" + item.hash() + "|" + new TreeSet<>(item.flags()) + "|" + item.date();
    }

    private static Item item(String folder, String content, String... flags) {
        return new Item(
                folder,
                content.getBytes(StandardCharsets.UTF_8),
                new TreeSet<>(Arrays.asList(flags)),
                NOW.minusSeconds(content.length()));
    }

    private static final List<Item> ITEMS = List.of(
            item("INBOX", "Subject: plain\r\n\r\ntext\r\n"),
            item("INBOX", "Subject: plain\r\n\r\ntext\r\n"),
            item(
                    "INBOX",
                    "Subject: flags\r\n\r\n",
                    "\\Seen",
                    "\\Flagged",
                    "\\Answered",
                    "\\Draft",
                    "\\Deleted",
                    "work",
                    "$Important"),
            item(
                    "INBOX",
                    "Subject: from\r\n\r\nFrom the start\r\n>From quoted\r\n>>From twice\r\nFrom: no\r\n\r\nFrom x y\r\n\r\n",
                    "\\Seen"),
            item(
                    "INBOX",
                    "Status: mine\r\nX-Status: mine\r\nSubject: own fields\r\n\r\nStatus: body\r\n",
                    "\\Answered"),
            item("Archive/2026/Q4", "Subject: umlaut gr\u00fc\u00df\r\n\r\n\u00e4\r\n.\r\n", "\\Seen"),
            item("A.b%c: d?/Caf\u00e9", "Subject: odd folder\r\n\r\nx\r\n"),
            item("Sent", "no header at all\r\n", "\\Seen"));

    private void write(Form form, List<Item> items) throws IOException {
        try (var target = Forms.target(form, folder, NOW)) {
            var number = 0;
            for (var item : items) {
                var name = item.hash().substring(0, 8) + "." + ++number;
                target.folder(Folder.of(item.folder()));
                if (!target.has(item.folder(), name)) {
                    target.put(item, name);
                }
            }
            target.done();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAgainAndASecondRunAddsNothing(Form form) throws IOException {
        write(form, ITEMS);
        write(form, ITEMS);
        var read = Read.of(Forms.source(Forms.guess(folder), folder, NOW));
        assertThat(read.items)
                .containsExactlyInAnyOrderElementsOf(
                        ITEMS.stream().map(TransferTest::text).toList());
        assertThat(read.broken).isEmpty();
    }

    /** Also those without messages, with what is known of them; a second run changes nothing. */
    @ParameterizedTest
    @EnumSource
    void foldersAreWrittenAndReadAgain(Form form) throws IOException {
        var folders = List.of(
                Folder.of("INBOX"),
                new Folder("Sent", "\\Sent", true),
                new Folder("Empty/A.b%c d", "", true),
                new Folder("Quiet \u00fc", "", false));
        for (var run = 0; run < 2; run++) {
            try (var target = Forms.target(form, folder, NOW)) {
                for (var each : folders) {
                    target.folder(each);
                }
                if (!target.has("Sent", "a.1")) {
                    target.put(item("Sent", "Subject: a\r\n\r\n"), "a.1");
                }
                target.done();
            }
            var read = Read.of(Forms.source(Forms.guess(folder), folder, NOW));
            assertThat(read.folders).containsAll(folders);
            assertThat(read.items).hasSize(1);
            assertThat(read.broken).isEmpty();
        }
    }

    @Test
    void aMaildirsSubscriptionsAreReadAsOtherServersWriteThem() throws IOException {
        for (var name : new String[] {"cur", ".Work.Plans/cur", ".Entw&APw-rfe/cur", ".Old/cur"}) {
            Files.createDirectories(folder.resolve(name));
        }
        for (var file : List.of(
                List.of("subscriptions", "V\t2\n\nINBOX\nWork\tPlans\nEntw&APw-rfe\n"),
                List.of("subscriptions", "INBOX\nWork.Plans\nEntw&APw-rfe\n"),
                List.of("courierimapsubscribed", "INBOX\nINBOX.Work.Plans\nINBOX.Entw&APw-rfe\n"))) {
            Files.writeString(folder.resolve(file.getFirst()), file.getLast());
            assertThat(Read.of(Forms.source(Form.MAILDIR, folder, NOW)).folders)
                    .filteredOn(Folder::subscribed)
                    .extracting(Folder::name)
                    .containsExactlyInAnyOrder("INBOX", "Work/Plans", "Entw\u00fcrfe");
            Files.delete(folder.resolve(file.getFirst()));
        }
        assertThat(Read.of(Forms.source(Form.MAILDIR, folder, NOW)).folders)
                .as("nothing is known")
                .allMatch(Folder::subscribed)
                .hasSize(4);
    }

    /** Whoever imports may read more than the one whose files they are. */
    @ParameterizedTest
    @EnumSource
    void symbolicLinksAreNotFollowed(Form form, @TempDir Path elsewhere) throws IOException {
        var others = elsewhere.resolve("others");
        try (var target = Forms.target(form, others, NOW)) {
            target.folder(Folder.of("INBOX"));
            target.put(item("INBOX", "Subject: secret\r\n\r\n"), "s.1");
            target.done();
        }
        Files.writeString(others.resolve("words"), "x.eml\tsecret\n0 secret\nsecret\t\t\n");
        write(form, List.of(item("INBOX", "Subject: mine\r\n\r\n")));
        var links = new TreeSet<String>();
        for (var file : files(others)) {
            if (form != Form.MAILDIR || file.getParent().endsWith("cur")) {
                var link = (form == Form.MAILDIR ? folder.resolve("cur") : folder)
                        .resolve("zz" + file.getFileName().toString().replaceAll("(.*)(\\..*)", "$2"));
                if (!file.endsWith("words") && !file.endsWith(FolderList.FILE)) {
                    Files.createSymbolicLink(link, file);
                    links.add(link.toString());
                }
            }
        }
        Files.createSymbolicLink(folder.resolve("linked"), others);
        for (var name : List.of("flags.tsv", "dovecot-keywords", "subscriptions", FolderList.FILE)) {
            Files.deleteIfExists(folder.resolve(name));
            Files.createSymbolicLink(folder.resolve(name), others.resolve("words"));
        }
        var read = Read.of(Forms.source(form, folder, NOW));
        assertThat(read.whole)
                .singleElement()
                .satisfies(item -> assertThat(text(item)).isEqualTo(text(item("INBOX", "Subject: mine\r\n\r\n"))));
        assertThat(read.folders)
                .allMatch(Folder::subscribed)
                .noneMatch(each -> each.name().contains("secret"));
        assertThat(links).isNotEmpty();
        assertThat(read.broken).hasSize(links.size() + 1).allMatch(why -> why.startsWith("a symbolic link"));

        var itself = elsewhere.resolve("itself");
        Files.createSymbolicLink(itself, others);
        assertThat(Read.of(Forms.source(Forms.guess(itself), itself, NOW)).whole)
                .as("but for the argument")
                .hasSize(1);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var below = Files.walk(folder)) {
            return below.filter(Files::isRegularFile).toList();
        }
    }

    /** What a former run wrote is still whole after one that was broken off, in a folder's messages or before its first one. */
    @ParameterizedTest
    @EnumSource
    void anExportThatIsBrokenOffReplacesNothing(Form form) throws IOException {
        write(form, ITEMS);
        var lists = lists();
        for (var messages = 0; messages < 2; messages++) {
            try (var target = Forms.target(form, folder, NOW)) {
                target.folder(Folder.of("INBOX"));
                if (messages == 1) {
                    target.put(ITEMS.getFirst(), ITEMS.getFirst().hash().substring(0, 8) + ".1");
                }
            }
            var read = Read.of(Forms.source(form, folder, NOW));
            assertThat(read.items)
                    .containsExactlyInAnyOrderElementsOf(
                            ITEMS.stream().map(TransferTest::text).toList());
            assertThat(lists()).isEqualTo(lists);
            assertThat(files(folder)).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    private List<String> lists() throws IOException {
        var lists = new ArrayList<String>();
        for (var name : List.of(FolderList.FILE, "subscriptions")) {
            lists.add(Files.exists(folder.resolve(name)) ? Files.readString(folder.resolve(name)) : "none");
        }
        return lists;
    }

    /** Whoever exports may write where the one whose folder it is cannot: what is linked stays as it is. */
    @ParameterizedTest
    @EnumSource
    void anExportWritesThroughNoLink(Form form, @TempDir Path elsewhere) throws IOException {
        var one = item("INBOX", "Subject: a\r\n\r\n", "\\Seen", "work");
        var name = one.hash().substring(0, 8) + ".1";
        var others = Files.writeString(elsewhere.resolve("others"), "untouched");
        if (form == Form.MAILDIR) {
            Files.createDirectories(folder.resolve("tmp"));
        }
        var links = List.of(
                "INBOX.mbox.part",
                "INBOX.mbox",
                name + ".part",
                name + ".eml",
                "tmp/" + name,
                "dovecot-keywords",
                "subscriptions",
                FolderList.FILE,
                FolderList.FILE + ".part");
        for (var link : links) {
            if (Files.isDirectory(folder.resolve(link).getParent())) {
                Files.createSymbolicLink(folder.resolve(link), others);
            }
        }
        write(form, List.of(one));
        assertThat(others).hasContent("untouched");
        assertThat(Files.getLastModifiedTime(others).toInstant()).isNotEqualTo(one.date());
        assertThat(Read.of(Forms.source(form, folder, NOW)).items).containsExactly(text(one));
        assertThat(folder.resolve(FolderList.FILE)).isRegularFile().isNotEqualTo(others);
        assertThat(Files.isSymbolicLink(folder.resolve(FolderList.FILE))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anExportGoesIntoNoLinkedFolderButTheArgument(Form form, @TempDir Path elsewhere) throws IOException {
        var others = Files.createDirectories(elsewhere.resolve("others"));
        var itself = Files.createSymbolicLink(elsewhere.resolve("itself"), folder);
        Files.createSymbolicLink(folder.resolve(form == Form.MAILDIR ? ".Work.Plans" : "Work"), others);
        try (var target = Forms.target(form, itself, NOW)) {
            target.folder(Folder.of("INBOX"));
            target.put(item("INBOX", "Subject: a\r\n\r\n"), "a.1");
            assertThatIOException()
                    .isThrownBy(() -> target.folder(Folder.of("Work/Plans")))
                    .withMessageContaining("a symbolic link, which is not followed");
        }
        assertThat(others).isEmptyDirectory();
        assertThat(Read.of(Forms.source(form, itself, NOW)).whole).hasSize(1);
    }

    @Test
    void flagsAreAppendedToNoLink(@TempDir Path elsewhere) throws IOException {
        var others = Files.writeString(elsewhere.resolve("others"), "untouched");
        Files.createSymbolicLink(folder.resolve("flags.tsv"), others);
        assertThatIOException()
                .isThrownBy(() -> write(Form.EML, List.of(item("INBOX", "Subject: a\r\n\r\n", "\\Seen"))))
                .withMessageContaining("a symbolic link, which is not followed");
        assertThat(others).hasContent("untouched");
    }

    /** Beside the messages there may be a program's own folders, and what was attached. */
    @Test
    void aFolderWithoutMessagesIsAFolderOnlyIfItIsListed() throws IOException {
        for (var name : List.of(".git/objects", "Work/attachments", "Empty")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(folder.resolve("Work/a.eml"), "Subject: a\n\n");
        Files.writeString(folder.resolve("Work/attachments/a.pdf"), "x");
        Files.writeString(folder.resolve(FolderList.FILE), "Empty\t\tsubscribed\n");
        assertThat(Read.of(Forms.source(Form.EML, folder, NOW)).folders)
                .extracting(Folder::name)
                .containsExactly("Empty", "Work");
    }

    @ParameterizedTest
    @EnumSource
    void anyTextSurvives(Form form) throws IOException {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var pieces = new String[] {
            "From ", ">", "From", "\r\n", "\r\n\r\n", "a", "Status: RO\r\n", "X-Keywords: a\r\n", ":", " ", "\u00fc"
        };
        var items = new ArrayList<Item>();
        for (var i = 0; i < 200; i++) {
            var text = new StringBuilder("Subject: " + i + "\r\n");
            for (var k = random.nextInt(30); k >= 0; k--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            items.add(item("INBOX", text + "\r\n"));
        }
        write(form, items);
        var read = Read.of(Forms.source(form, folder, NOW));
        assertThat(read.items)
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        items.stream().map(TransferTest::text).toList());
    }

    @Test
    void anotherProgramsMboxIsReadWithItsFlags() throws IOException {
        var file = folder.resolve("old mail.mbox");
        Files.writeString(file, """
                From alice@example.org Thu Nov  5 09:08:07 2026
                Subject: one
                Status: RO
                X-Status: AF
                X-Keywords: work, home

                >From here

                From MAILER-DAEMON nonsense
                Subject: two

                text""");
        var read = Read.of(Forms.source(Forms.guess(file), file, NOW));
        assertThat(read.whole).hasSize(2);
        var one = read.whole.getFirst();
        assertThat(one.folder()).isEqualTo("old mail");
        assertThat(one.flags()).containsExactlyInAnyOrder("\\Seen", "\\Answered", "\\Flagged", "work", "home");
        assertThat(one.date()).isEqualTo(Instant.parse("2026-11-05T09:08:07Z"));
        assertThat(new String(one.content(), StandardCharsets.US_ASCII)).isEqualTo("Subject: one\r\n\r\nFrom here\r\n");
        assertThat(read.whole.getLast().date()).isEqualTo(NOW);
        assertThat(new String(read.whole.getLast().content(), StandardCharsets.US_ASCII))
                .endsWith("\r\ntext");
    }

    @Test
    void aMaildirPlusPlusAndOneWithPlainFoldersAreRead() throws IOException {
        for (var name : new String[] {"cur", ".Work.Plans/new", "Private/Old/cur"}) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.createDirectories(folder.resolve(".Work.Plans/cur"));
        Files.writeString(folder.resolve("dovecot-keywords"), "0 work\n1 $Junk\n");
        var file = folder.resolve("cur/1.a.host:2,RSb");
        Files.writeString(file, "Subject: a\n\nx\n");
        Files.setLastModifiedTime(file, FileTime.from(NOW));
        Files.writeString(folder.resolve(".Work.Plans/new/2.b.host"), "Subject: b\n\n");
        Files.writeString(folder.resolve("Private/Old/cur/3.c.host:2,"), "");
        var read = Read.of(Forms.source(Forms.guess(folder), folder, NOW));
        assertThat(read.items.getFirst())
                .isEqualTo(text(new Item(
                        "INBOX",
                        "Subject: a\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII),
                        Set.of("\\Seen", "\\Answered", "$Junk"),
                        NOW)));
        assertThat(read.whole).extracting(Item::folder).containsExactly("INBOX", "Work/Plans");
        assertThat(read.broken).containsExactly("an empty file");
    }

    /** Courier's and Dovecot's folders are named as IMAP4rev1 names them; another program may have written UTF-8, which is taken as well. */
    @Test
    void foldersOfAMaildirAreNamedInModifiedUtf7() throws IOException {
        write(Form.MAILDIR, List.of(item("Entw\u00fcrfe/R&D", "Subject: a\r\n\r\n")));
        assertThat(folder.resolve(".Entw&APw-rfe.R&-D/cur")).isDirectory();
        Files.createDirectories(folder.resolve(".&ZeVnLIqe-.\u00e9/cur"));
        Files.writeString(folder.resolve(".&ZeVnLIqe-.\u00e9/cur/1.a:2,"), "Subject: b\n\n");
        var read = Read.of(Forms.source(Forms.guess(folder), folder, NOW));
        assertThat(read.whole)
                .extracting(Item::folder)
                .containsExactlyInAnyOrder("Entw\u00fcrfe/R&D", "\u65e5\u672c\u8a9e/\u00e9");
    }

    @Test
    void oneMessageInAFileIsRead() throws IOException {
        var file = folder.resolve("one.EML");
        Files.writeString(file, "Subject: a\n\nx\n");
        var read = Read.of(Forms.source(Forms.guess(file), file, NOW));
        assertThat(read.whole).singleElement().satisfies(item -> {
            assertThat(item.folder()).isEqualTo("INBOX");
            assertThat(new String(item.content(), StandardCharsets.US_ASCII)).isEqualTo("Subject: a\r\n\r\nx\r\n");
        });
        Files.writeString(file, "");
        assertThat(Read.of(Forms.source(Form.EML, file, NOW)).broken).containsExactly("an empty file");
    }

    @Test
    void whatIsNoMboxIsSaidToBeNone() throws IOException {
        var file = folder.resolve("picture.mbox");
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\n', 0, 1, 2});
        var read = Read.of(Forms.source(Form.MBOX, file, NOW));
        assertThat(read.whole).isEmpty();
        assertThat(read.broken).containsExactly("it does not begin as an mbox file does");
    }

    @Test
    void anotherServersFoldersAreRead() throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = Thread.ofVirtual().start(() -> serve(door, LIST, NAMESPACE));
            try (var imap = new ImapServer(new Socket(door.getInetAddress(), door.getLocalPort()), "a\"b", "p")) {
                var read = Read.of(imap);
                assertThat(read.whole).hasSize(1);
                assertThat(read.items)
                        .containsExactly(text(new Item(
                                "Entw\u00fcrfe/A",
                                "Subject: x\r\n\r\n) UID 9 (\r\n".getBytes(StandardCharsets.US_ASCII),
                                Set.of("\\Seen", "work"),
                                Instant.parse("2026-11-05T08:08:07Z"))));
                assertThat(read.broken).containsExactly("a message without content");
                assertThat(read.folders)
                        .containsExactly(
                                new Folder("Entw\u00fcrfe/A", "\\Drafts", true), new Folder("Quiet", "", false));
                assertThat(read.leftOut)
                        .containsExactly("Other Users/bob@example.org/q2", "Other Users", "#shared/team");
            }
            server.join();
        }
    }

    /** As Cyrus has them: what begins as neither one's own nor another user's is shared. */
    @Test
    void sharedFoldersMayBeginAsAnyDoes() throws Exception {
        var list =
                "* LIST () \".\" INBOX\r\n* LIST () \".\" INBOX.Quiet\r\n* LIST () \".\" user.bob\r\n* LIST () \".\" team.plans\r\n";
        for (var own : List.of("INBOX.", "mine.")) {
            var namespace = "((\"" + own + "\" \".\")) ((\"user.\" \".\")) ((\"\" \".\"))";
            try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var server = Thread.ofVirtual().start(() -> serve(door, list.replace("INBOX.", own), namespace));
                try (var imap = new ImapServer(new Socket(door.getInetAddress(), door.getLocalPort()), "a\"b", "p")) {
                    var read = Read.of(imap);
                    assertThat(read.folders)
                            .extracting(Folder::name)
                            .containsExactly("INBOX", own.replace(".", "/") + "Quiet");
                    assertThat(read.leftOut).containsExactly("user/bob", "team/plans");
                }
                server.join();
            }
        }
    }

    private static final String LIST =
            "* LIST (\\Noselect) \".\" \"Entw&APw-rfe\"\r\n* LIST (\\HasNoChildren \\Drafts) \".\" Entw&APw-rfe.A\r\n"
                    + "* LIST () \"/\" \"Other Users/bob@example.org/q2\"\r\n* LIST () \"/\" \"Other Users\"\r\n"
                    + "* LIST () \".\" {12}\r\n#shared.team\r\n* LIST () \".\" Quiet\r\n";
    private static final String NAMESPACE =
            "((\"\" \".\")) ((\"Other Users/\" \"/\" \"X-PARAM\" (\"Quiet\")) (\"~\" \"/\")) (({8}\r\n#shared. \".\"))";

    /** Answers as a server with one folder that has messages. */
    private static void serve(ServerSocket door, String list, String namespace) {
        try (var socket = door.accept();
                var in = new java.io.BufferedReader(
                        new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            var out = socket.getOutputStream();
            say(out, "* OK ready\r\n");
            var examined = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var tag = line.substring(0, line.indexOf(' '));
                var command = line.substring(tag.length() + 1);
                if (command.startsWith("LOGIN")) {
                    assertThat(command).isEqualTo("LOGIN \"a\\\"b\" \"p\"");
                } else if (command.startsWith("LIST")) {
                    say(out, list);
                } else if (command.startsWith("LSUB")) {
                    say(out, "* LSUB () \".\" Entw&APw-rfe.A\r\n* LSUB () \".\" gone\r\n");
                } else if (command.equals("CAPABILITY")) {
                    say(out, "* CAPABILITY IMAP4rev1 NAMESPACE\r\n");
                } else if (command.equals("NAMESPACE")) {
                    say(out, "* NAMESPACE " + namespace + "\r\n");
                } else if (command.startsWith("EXAMINE")) {
                    examined = command;
                    assertThat(list).contains(command.replaceAll("EXAMINE \"(.*)\"", "$1"));
                } else if (command.startsWith("UID SEARCH")) {
                    say(out, examined.contains("Entw") ? "* SEARCH 3 5\r\n" : "* SEARCH\r\n");
                } else if (command.startsWith("UID FETCH 3,5 ")) {
                    say(
                            out,
                            "* 1 FETCH (UID 3 FLAGS (\\Seen \\Recent work) INTERNALDATE \" 5-Nov-2026 09:08:07 +0100\" BODY[] {25}\r\n"
                                    + "Subject: x\r\n\r\n) UID 9 (\r\n)\r\n* 2 FETCH (UID 5 FLAGS () INTERNALDATE \"05-Nov-2026 09:08:07 +0100\" BODY[] {0}\r\n)\r\n");
                }
                say(out, tag + " OK done\r\n");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void say(java.io.OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
