package org.kantor.mail.wire.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandGrammarTest {

    private static final String SPECIALS = "(){}[]<>\"\\*%.,:+- \0\r\n&9";

    /** Every verb and form, as clients write them. */
    static Stream<String> valid() {
        return Stream.of(
                "CAPABILITY",
                "noop",
                "LOGOUT",
                "STARTTLS",
                "CHECK",
                "CLOSE",
                "EXPUNGE",
                "UNSELECT",
                "NAMESPACE",
                "IDLE",
                "ID NIL",
                "ID (\"name\" \"mutt\" \"version\" NIL)",
                "ID ()",
                "ENABLE CONDSTORE X-GOOD-IDEA",
                "LOGIN alice \"pass \\\"word\\\\\"",
                "LOGIN {5}\r\nalice {6+}\r\nsecret",
                "LOGIN alice {4+}\r\ngr\u00fc",
                "AUTHENTICATE plain",
                "AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==",
                "AUTHENTICATE OAUTHBEARER =",
                "SELECT inbox",
                "SELECT \"Entw&APw-rfe\"",
                "EXAMINE {5}\r\nDraft",
                "SELECT x (CONDSTORE)",
                "EXAMINE x (CONDSTORE QRESYNC (67890007 90060115194045000))",
                "SELECT x (QRESYNC (67890007 90060115194045000 41,43:211,214:541))",
                "SELECT x (QRESYNC (1 9223372036854775807 1:29997 (5000,7500 15000,22500)))",
                "SELECT x (qresync (1 2 (1:3 4:6)))",
                "CREATE owatagusiam/",
                "DELETE \"a b\"",
                "RENAME blurdybloop sarasoop",
                "SUBSCRIBE #news.comp.mail.mime",
                "UNSUBSCRIBE x]y",
                "LIST \"\" \"\"",
                "LIST \"\" *",
                "LIST ~/Mail/ %",
                "LIST (SUBSCRIBED RECURSIVEMATCH) \"\" (% \"a b/*\" INBOX) RETURN (CHILDREN SPECIAL-USE STATUS (SIZE DELETED))",
                "LIST () \"\" % RETURN ()",
                "LIST \"\" % RETURN (MYRIGHTS)",
                "SETACL INBOX bob@example.org +lrs",
                "SETACL INBOX anyone \"\"",
                "SETACL INBOX bob -cd",
                "DELETEACL INBOX bob",
                "GETACL INBOX",
                "LISTRIGHTS INBOX anyone",
                "MYRIGHTS INBOX",
                "GETMETADATA \"\" /shared/comment",
                "GETMETADATA (MAXSIZE 1024 DEPTH 1) INBOX (/shared/comment \"/private/a b\")",
                "GETMETADATA INBOX (DEPTH infinity) (/private)",
                "SETMETADATA INBOX (/private/comment \"x\" /shared/comment NIL /shared/x ~{3+}\r\na\0b)",
                "GETQUOTA \"\"",
                "GETQUOTAROOT INBOX",
                "SETQUOTA alice@example.org (STORAGE 9223372036854775807 MESSAGE 5)",
                "SETQUOTA x ()",
                "STATUS INBOX (MAILBOXID APPENDLIMIT)",
                "FETCH 1 (EMAILID THREADID)",
                "SEARCH OR EMAILID M-1_x THREADID T2",
                "LIST \"\" (a)",
                "CREATE Everything (USE (\\All \\Flagged))",
                "LSUB \"#news.\" comp.mail.*",
                "STATUS blurdybloop (UIDNEXT MESSAGES)",
                "APPEND saved-messages (\\Seen $Forwarded) {10}\r\nFrom: me\r\n",
                "APPEND x \" 7-Feb-1994 21:52:25 -0800\" {3+}\r\nabc",
                "APPEND x () \"17-Jul-1996 02:44:25 -0700\" {0}\r\n",
                "APPEND x {1+}\r\na (\\Draft) {2+}\r\nbc",
                "APPEND x ~{3}\r\na\0b (\\Seen) ~{1+}\r\nc",
                "FETCH 1 (BINARY[1.2]<0.5> BINARY.PEEK[] BINARY.SIZE[3] BINARY[2])",
                "FETCH 1 (PREVIEW (LAZY) SAVEDATE UID)",
                "FETCH 1 PREVIEW",
                "SEARCH SAVEDBEFORE 1-Feb-2020 SAVEDON 1-Feb-2020 SAVEDSINCE 1-Feb-2020 SAVEDATESUPPORTED",
                "FETCH 2:4 (FLAGS BODY[HEADER.FIELDS (DATE FROM)])",
                "APPEND x (\\Seen) CATENATE (URL \"/x/;UID=5\" TEXT {2+}\r\nab URL /y/;UID=6) {1+}\r\nc",
                "APPEND x CATENATE (TEXT ~{1}\r\n\0)",
                "REPLACE 4 Drafts (\\Seen) \" 7-Feb-1994 21:52:25 -0800\" {3}\r\nabc",
                "UID REPLACE * x CATENATE (TEXT {1}\r\na TEXT {1}\r\nb)",
                "APPEND x UTF8 (~{1}\r\na)",
                "APPEND x CATENATE (UTF8 (~{1}\r\na) TEXT {1}\r\nb)",
                "SEARCH CHARSET ISO-8859-15 TEXT {3}\r\nabc",
                "COMPRESS deflate",
                "FETCH 1 ALL",
                "FETCH 1:* FAST",
                "FETCH *:1,5 full",
                "UID FETCH 4,8:* (UID RFC822.SIZE BODY.PEEK[4.2.HEADER.FIELDS.NOT (X)]<0.2048> BODY[1.MIME])",
                "FETCH 1 BODY[]",
                "FETCH 1 BODY",
                "FETCH 1 BODY[TEXT]<5.1>",
                "FETCH 1 (RFC822 RFC822.HEADER RFC822.TEXT INTERNALDATE ENVELOPE BODYSTRUCTURE)",
                "STORE 2:4 +FLAGS (\\Deleted)",
                "UID STORE 6,4,8 (UNCHANGEDSINCE 12121230045) +FLAGS.SILENT (\\Deleted)",
                "STORE 1 (unchangedsince 0) FLAGS ()",
                "FETCH 1 (MODSEQ)",
                "FETCH 1:* FAST (CHANGEDSINCE 12345)",
                "UID FETCH 300:500 FLAGS (VANISHED CHANGEDSINCE 12345)",
                "SEARCH MODSEQ \"/flags/\\\\draft\" all 620162338",
                "SEARCH OR NOT MODSEQ 720162338 LARGER 50000",
                "STATUS blurdybloop (HIGHESTMODSEQ)",
                "STORE 1 FLAGS.SILENT ()",
                "UID STORE 1 -flags \\Seen $x",
                "COPY 2:4 MEETING",
                "UID COPY 1 \"a\"",
                "MOVE 1 x",
                "UID MOVE 1:* x",
                "UID EXPUNGE 3000:3002",
                "SEARCH ALL",
                "SORT (REVERSE DATE subject) UTF-8 UNSEEN FROM x",
                "UID SORT (ARRIVAL CC DISPLAYFROM REVERSE DISPLAYTO FROM SIZE TO) us-ascii ALL",
                "SORT (SIZE) KOI8-R TEXT {3}\r\nabc",
                "UID SORT RETURN (MIN MAX COUNT SAVE) (DATE) UTF-8 ALL",
                "SORT RETURN () (DATE) UTF-8 ALL",
                "THREAD references utf-8 ALL",
                "UID THREAD ORDEREDSUBJECT US-ASCII SINCE 5-MAR-2000 TEXT \"x\"",
                "SEARCH FLAGGED SINCE 1-Feb-1994 NOT FROM \"Smith\"",
                "SEARCH CHARSET UTF-8 TEXT {6}\r\n\u043c\u0430\u043c",
                "SEARCH CHARSET KOI8-R TEXT {3}\r\nabc",
                "SEARCH RETURN () ALL",
                "UID SEARCH RETURN (MIN MAX ALL COUNT SAVE) CHARSET UTF-8 YOUNGER 60 OLDER 4294967295",
                "SEARCH RETURN (PARTIAL -1:-100 COUNT) $",
                "UID SEARCH return (partial 500:1) UID $",
                "SEARCH RETURN (RELEVANCY ALL) FUZZY TEXT Helo",
                "SEARCH FUZZY (SUBJECT \"IMAP break\" NOT FUZZY SEEN) FROM x",
                "SORT RETURN (RELEVANCY PARTIAL 1:10) (RELEVANCY REVERSE DATE) UTF-8 OR SEEN FUZZY TEXT World",
                "ESEARCH UNSEEN",
                "ESEARCH RETURN (MIN SAVE) CHARSET UTF-8 1:9 FROM x",
                "ESEARCH IN (mailboxes \"folder1\" subtree (a \"b c\")) unseen",
                "ESEARCH IN (selected personal inboxes subscribed subtree-one x) RETURN (RELEVANCY COUNT) FUZZY BODY x",
                "NOTIFY NONE",
                "NOTIFY SET (selected NONE)",
                "notify set status (selected-delayed (MessageNew (uid body.peek[header.fields (from to subject)]) messageexpunge))"
                        + " (subtree Lists (MessageNew MessageExpunge FlagChange AnnotationChange))",
                "NOTIFY SET (mailboxes (INBOX \"a b\") (MailboxName SubscriptionChange)) (personal (X-Moon)) (inboxes (ServerMetadataChange MailboxMetadataChange)) (subscribed NONE)",
                "UID FETCH $ (FLAGS) (PARTIAL 1:3 CHANGEDSINCE 9)",
                "COPY $ x",
                "UID SEARCH OR (SEEN NEW) OR UNKEYWORD $Junk OLD 1,3:* UID *",
                "SEARCH SENTBEFORE \"01-Jan-2020\" ON 2-Feb-2020 LARGER 10 SMALLER 4294967295 HEADER X-Spam \"\" BODY a CC b BCC c TO d");
    }

    /** RFC 3501 section 6.4.4: any charset that is known. */
    @Test
    void textsAreReadInTheCharsetThatIsNamed() {
        for (var charset : List.of("ISO-8859-1", "windows-1252", "KOI8-R", "Shift_JIS", "utf-8")) {
            var text = charset.equals("KOI8-R")
                    ? "\u043c\u0430\u043c"
                    : charset.equals("Shift_JIS") ? "\u65e5" : "Gr\u00fc\u00df";
            assertThat(searchFor(text, charset)).isEqualTo(searchFor(text, "UTF-8"));
        }
    }

    private static Command searchFor(String text, String charset) {
        var octets = text.getBytes(Charset.forName(charset));
        var line = "a1 SEARCH CHARSET " + charset + " TEXT {" + octets.length + "+}\r\n";
        var command = new CommandText(line.getBytes(StandardCharsets.US_ASCII), List.of(octets));
        return TaggedCommand.parse(command, false).command();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void aCommandSurvivesBeingWrittenAndReadAgain(String text) {
        var command = Commands.parse("a1 " + text + "\r\n");
        assertThat(Commands.parse(Commands.written(command))).isEqualTo(command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a1",
                "a1 ",
                "a1  NOOP",
                "+ NOOP",
                "a1 NOOP ",
                "a1 NOOP x",
                "a1 XYZZY",
                "a1 UID NOOP",
                "a1 UID",
                "a1 LOGIN alice",
                "a1 LOGIN \"alice secret",
                "a1 LOGIN alice \"a\\b\"",
                "a1 SELECT",
                "a1 SELECT a b",
                "a1 SELECT \"&AOk\"",
                "a1 SELECT \"&AGE-\"",
                "a1 STATUS x ()",
                "a1 LIST (RECURSIVEMATCH) \"\" *",
                "a1 LIST \"\" ()",
                "a1 SEARCH EMAILID",
                "a1 SETACL INBOX bob LR",
                "a1 SETACL INBOX bob q",
                "a1 SETACL INBOX bob",
                "a1 DELETEACL INBOX",
                "a1 SETMETADATA INBOX (/private/x)",
                "a1 SETMETADATA INBOX (/private//x NIL)",
                "a1 GETMETADATA INBOX (COLOUR 1) /private/x",
                "a1 GETMETADATA INBOX /else/x",
                "a1 SETQUOTA x (STORAGE)",
                "a1 SETQUOTA x (STORAGE 9223372036854775808)",
                "a1 SEARCH THREADID a.b",
                "a1 LIST \"\" * RETURN",
                "a1 CREATE x (USE (Drafts))",
                "a1 CREATE x ()",
                "a1 STATUS x MESSAGES",
                "a1 STATUS x (SPEED)",
                "a1 APPEND x abc",
                "a1 APPEND x (\\Recent) {1}\r\na",
                "a1 APPEND x \"31-Feb-1994 21:52:25 -0800\" {1}\r\na",
                "a1 SELECT x (QRESYNC (0 1))",
                "a1 SELECT x (QRESYNC (1 0))",
                "a1 SELECT x (QRESYNC (1 1 1:*))",
                "a1 SELECT x (QRESYNC (1 1 $))",
                "a1 SELECT x (QRESYNC (1 1 1 (1)))",
                "a1 SELECT x ()",
                "a1 SELECT x (CONDSTORE CONDSTORE)",
                "a1 FETCH 1 FLAGS (PARTIAL 1:2)",
                "a1 UID FETCH 1 FLAGS (PARTIAL 1:-2)",
                "a1 UID FETCH 1 FLAGS (VANISHED)",
                "a1 FETCH 1 FLAGS (CHANGEDSINCE 0)",
                "a1 FETCH 1,$ FLAGS",
                "a1 STORE 1 (UNCHANGEDSINCE 9223372036854775808) FLAGS ()",
                "a1 SEARCH RETURN (PARTIAL 1:2 ALL) ALL",
                "a1 SEARCH RETURN (PARTIAL 1:2 PARTIAL 1:2) ALL",
                "a1 SEARCH RETURN (SPEED) ALL",
                "a1 SEARCH RETURN (MIN)",
                "a1 SEARCH YOUNGER 0",
                "a1 SEARCH RETURN (RELEVANCY) TEXT x",
                "a1 SORT (RELEVANCY) UTF-8 ALL",
                "a1 SEARCH FUZZY",
                "a1 ESEARCH IN () ALL",
                "a1 ESEARCH IN (selected-delayed) ALL",
                "a1 ESEARCH IN (personal) RETURN (SAVE) ALL",
                "a1 ESEARCH IN (selected personal) UID $",
                "a1 ESEARCH IN (mailboxes) ALL",
                "a1 ESEARCH IN (personal)",
                "a1 NOTIFY",
                "a1 NOTIFY SET",
                "a1 NOTIFY SET STATUS",
                "a1 NOTIFY SET (personal)",
                "a1 NOTIFY SET (personal MessageNew)",
                "a1 NOTIFY SET (personal ())",
                "a1 NOTIFY SET (elsewhere NONE)",
                "a1 NOTIFY SET (subtree-one x NONE)",
                "a1 NOTIFY SET (selected NONE) (selected-delayed NONE)",
                "a1 NOTIFY SET (selected (MailboxName))",
                "a1 NOTIFY SET (personal (MessageNew))",
                "a1 NOTIFY SET (personal (FlagChange))",
                "a1 NOTIFY SET (personal (AnnotationChange))",
                "a1 NOTIFY SET (personal (MessageNew (UID) MessageExpunge))",
                "a1 SEARCH MODSEQ \"x\" everybody 1",
                "a1 FETCH 0 FLAGS",
                "a1 APPEND x CATENATE ()",
                "a1 APPEND x CATENATE (URI x)",
                "a1 REPLACE 1:2 x {1}\r\na",
                "a1 REPLACE 0 x {1}\r\na",
                "a1 REPLACE 1 x",
                "a1 REPLACE 1 x {1}\r\na {1}\r\nb",
                "a1 COMPRESS",
                "a1 COMPRESS LZ4",
                "a1 FETCH 1: FLAGS",
                "a1 FETCH 4294967296 FLAGS",
                "a1 FETCH 1 ()",
                "a1 FETCH 1 (FLAGS",
                "a1 FETCH 1 BODY[MIME]",
                "a1 FETCH 1 BODY[1.]",
                "a1 FETCH 1 BODY[0]",
                "a1 FETCH 1 BODY[HEADER.FIELDS ()]",
                "a1 FETCH 1 BODY[]<0.0>",
                "a1 FETCH 1 BODY[]<5>",
                "a1 FETCH 1 ALLES",
                "a1 FETCH 1 BINARY",
                "a1 FETCH 1 BINARY[1.]",
                "a1 FETCH 1 BINARY[TEXT]",
                "a1 FETCH 1 BINARY.SIZE[1]<0.1>",
                "a1 FETCH 1 PREVIEW (EAGER)",
                "a1 FETCH 1 PREVIEW ()",
                "a1 STORE 1 GLAGS (\\Seen)",
                "a1 STORE 1 FLAGS (\\Unseen)",
                "a1 STORE 1 FLAGS (\\Seen",
                "a1 SEARCH",
                "a1 SORT () UTF-8 ALL",
                "a1 SORT (COLOUR) UTF-8 ALL",
                "a1 SORT (REVERSE) UTF-8 ALL",
                "a1 SORT (DATE) ALL",
                "a1 SORT DATE UTF-8 ALL",
                "a1 THREAD JWZ UTF-8 ALL",
                "a1 THREAD REFERENCES UTF-8",
                "a1 SEARCH NOT",
                "a1 SEARCH OR SEEN",
                "a1 SEARCH SINCE 1-Foo-1994",
                "a1 SEARCH (SEEN",
                "a1 SEARCH SEEN)",
                "a1 ID (\"a\")",
                "a1 ENABLE",
                "a1 COPY 1",
                "a1 UID EXPUNGE",
                "a1 AUTHENTICATE",
                "a1 AUTHENTICATE PLAIN a*b"
            })
    void whatIsNoCommandIsASyntaxError(String line) {
        assertThatExceptionOfType(ImapSyntaxException.class).isThrownBy(() -> Commands.parse(line + "\r\n"));
    }

    @Test
    void aSearchOfVeryManyKeysIsRefused() {
        Commands.parse("a1 SEARCH" + " SEEN".repeat(SearchKey.MAX_KEYS) + "\r\n");
        for (var keys : List.of(" TEXT a", " OR SEEN SEEN", " (SEEN SEEN)", " NOT SEEN")) {
            assertThatExceptionOfType(ImapSyntaxException.class)
                    .isThrownBy(() -> Commands.parse("a1 SEARCH" + keys.repeat(SearchKey.MAX_KEYS + 1) + "\r\n"));
        }
    }

    @Test
    void deepNestingIsASyntaxErrorAndNoStackOverflow() {
        for (var opening : List.of("(", "NOT ", "FUZZY ", "OR SEEN ")) {
            var line = "a1 SEARCH " + opening.repeat(1_500) + "SEEN\r\n";
            assertThat(catchThrowable(() -> Commands.parse(line))).isInstanceOf(ImapSyntaxException.class);
        }
    }

    /** Octets changed, cut, doubled and mixed: every outcome is a command that can be written again, or the one error. */
    @Test
    void mutatedCommandsAreCommandsOrSyntaxErrors() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var all = valid().map(text -> ("a1 " + text + "\r\n").getBytes(StandardCharsets.UTF_8))
                .toList();
        for (var round = 0; round < 200_000; round++) {
            var octets = mutated(all.get(random.nextInt(all.size())), all, random);
            try {
                var command = Commands.parse(octets);
                assertThat(Commands.parse(command.toOctets()))
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(command);
            } catch (ImapSyntaxException e) {
                assertThat(e.sentence()).matches("[ -~]+");
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ": " + new String(octets, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    private static byte[] mutated(byte[] original, List<byte[]> all, Random random) {
        var octets = original.clone();
        for (var times = 1 + random.nextInt(3); times > 0; times--) {
            var at = random.nextInt(octets.length);
            octets = switch (random.nextInt(5)) {
                case 0 -> {
                    octets[at] = (byte) random.nextInt(256);
                    yield octets;
                }
                case 1 -> joined(Arrays.copyOf(octets, at), Arrays.copyOfRange(octets, at + 1, octets.length));
                case 2 -> joined(Arrays.copyOf(octets, at), Arrays.copyOfRange(octets, at / 2, octets.length));
                case 3 -> {
                    var other = all.get(random.nextInt(all.size()));
                    yield joined(
                            Arrays.copyOf(octets, at),
                            Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
                }
                default -> {
                    octets[at] = (byte) SPECIALS.charAt(random.nextInt(SPECIALS.length()));
                    yield octets;
                }
            };
            if (octets.length == 0) {
                return original;
            }
        }
        return octets;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void inboxIsOneNameInAnyCase() {
        assertThat(Commands.parse("a1 SELECT iNbOx\r\n")).isEqualTo(new Select("INBOX", SelectParameters.NONE));
        assertThat(Commands.parse("a1 SELECT inbox/x\r\n")).isEqualTo(new Select("inbox/x", SelectParameters.NONE));
    }

    /** RFC 6855 section 3: an ampersand is an ampersand. */
    @Test
    void namesAreUtf8ForWhoHasTurnedThatOn() {
        for (var name : List.of("R&D", "Entw&APw-rfe", "\u65e5\u672c")) {
            var octets = ("a1 LIST \"" + name + "\" \"" + name + "*\"\r\n").getBytes(StandardCharsets.UTF_8);
            var list = (org.kantor.mail.wire.imap.List)
                    TaggedCommand.parse(Commands.assemble(octets), true).command();
            assertThat(list.reference()).isEqualTo(name);
            assertThat(list.patterns()).containsExactly(name + "*");
        }
    }

    /** RFC 6855 section 4. */
    @Test
    void aMessageMayBeMarkedAsUtf8() {
        var append = (Append) Commands.parse("a1 APPEND x (\\Seen) UTF8 (~{3+}\r\nabc)\r\n");
        var text = new AppendedMessage.Text("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(append.messages().getFirst().pieces()).containsExactly(new AppendedMessage.Utf8(text));
    }

    @Test
    void theMacrosOfFetchAreWrittenOut() {
        assertThat(Commands.parse("a1 FETCH 1 FAST\r\n"))
                .isEqualTo(new Fetch(
                        false,
                        new SequenceSet(List.of(new SequenceSet.Range(1, 1))),
                        List.of(FetchItem.Data.FLAGS, FetchItem.Data.INTERNALDATE, FetchItem.Data.RFC822_SIZE),
                        Fetch.Modifiers.NONE));
    }

    @Test
    void aSectionIsNamedInTheAnswerWithItsOffsetOnly() {
        var fetch = (Fetch) Commands.parse(
                "a1 FETCH 1 BODY.PEEK[1.2.HEADER.FIELDS (date \"X Y\"z)]<10.20>\r\n".replace(" \"X Y\"z", " from"));
        assertThat(fetch.items().getFirst().answer()).isEqualTo("BODY[1.2.HEADER.FIELDS (DATE FROM)]<10>");
    }

    @Test
    void datesKeepTheirZone() {
        var append = (Append) Commands.parse("a1 APPEND x \" 7-Feb-1994 21:52:25 -0830\" {0+}\r\n\r\n");
        assertThat(append.messages().getFirst().date()).isEqualTo(OffsetDateTime.parse("1994-02-07T21:52:25-08:30"));
        assertThat(ImapDate.internalDate(0)).isEqualTo("01-Jan-1970 00:00:00 +0000");
    }

    @Test
    void searchDatesMayBeQuoted() {
        var key = new SearchKey.Arrived(SearchKey.Relation.ON, LocalDate.of(1994, 2, 1));
        assertThat(((Search) Commands.parse("a1 SEARCH ON 1-Feb-1994\r\n")).key())
                .isEqualTo(key);
        assertThat(((Search) Commands.parse("a1 SEARCH ON \"01-feb-1994\"\r\n")).key())
                .isEqualTo(key);
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(Commands.parse("a1 LOGIN alice secret\r\n").toString()).doesNotContain("secret");
        assertThat(Commands.parse("a1 AUTHENTICATE PLAIN c2VjcmV0\r\n").toString())
                .doesNotContain("c2VjcmV0");
    }
}
