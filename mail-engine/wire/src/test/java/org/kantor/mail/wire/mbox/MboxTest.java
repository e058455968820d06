package org.kantor.mail.wire.mbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.Refused;
import org.kantor.mail.wire.mbox.Mbox.Entry;

class MboxTest {

    private static final Instant DATE = Instant.parse("2026-11-05T09:08:07Z");
    private static final int LARGEST = 1000;

    private static List<Entry> read(byte[] file) throws IOException {
        var entries = new ArrayList<Entry>();
        Mbox.read(new BufferedInputStream(new ByteArrayInputStream(file)), LARGEST, entries::add);
        return entries;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String content(Entry entry) {
        return new String(entry.content(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws IOException {
        var out = new ByteArrayOutputStream();
        var texts = List.of(
                "Subject: a\r\n\r\nFrom here\r\n>From there\r\n\r\n",
                // fields of its own are its own
                "Status: U\r\nX-Status: D\r\nSubject: b\r\n\r\nx\r\n",
                "Status: U\r\nX-Status: D\r\nX-Keywords: theirs\r\n\r\nx\r\n",
                "Subject: c\u00e9\r\n\r\n\r\n\r\n");
        var flags = List.of(
                Set.of("\\Seen", "\\Answered", "\\Flagged", "work", "$Junk"),
                Set.<String>of(),
                Set.of("\\Draft"),
                Set.of("\\Deleted", "\\Seen"));
        for (var i = 0; i < texts.size(); i++) {
            Mbox.write(out, octets(texts.get(i)), flags.get(i), DATE);
        }
        var read = read(out.toByteArray());
        assertThat(read).extracting(MboxTest::content).isEqualTo(texts);
        assertThat(read).extracting(Entry::flags).isEqualTo(flags);
        assertThat(read).allSatisfy(entry -> {
            assertThat(entry.hasStatus()).isTrue();
            assertThat(entry.date()).contains(DATE);
        });
    }

    @Test
    void anotherProgramsFlagsAreTakenOutOfTheHeaderAndItsMessagesMayHaveNone() throws IOException {
        var read = read(octets("""
                From a@example.org Thu Nov  5 09:08:07 2026
                Subject: one
                Status: RO
                X-Status: AF
                X-Keywords: work, home

                >From here

                From MAILER-DAEMON nonsense
                Subject: two

                text"""));
        assertThat(content(read.getFirst())).isEqualTo("Subject: one\r\n\r\nFrom here\r\n");
        assertThat(read.getFirst().flags())
                .containsExactlyInAnyOrder("\\Seen", "\\Answered", "\\Flagged", "work", "home");
        assertThat(content(read.getLast())).isEqualTo("Subject: two\r\n\r\ntext");
        assertThat(read.getLast().hasStatus()).isFalse();
        assertThat(read.getLast().date()).isEmpty();
    }

    @Test
    void aFieldOfFlagsEndsWithItsFoldedLines() throws IOException {
        assertThat(read(octets("""
                From a@example.org Thu Nov  5 09:08:07 2026
                X-Keywords: work,
                 home
                Subject: one

                text"""))).singleElement().satisfies(entry -> {
            assertThat(entry.flags()).containsExactlyInAnyOrder("work", "home");
            assertThat(content(entry)).isEqualTo("Subject: one\r\n\r\ntext");
        });
    }

    @Test
    void ofFlagsAndDatesWithoutEndNoMoreIsReadThanTheyMayHave() throws IOException {
        var words = IntStream.range(0, 300_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        var entries = new ArrayList<Entry>();
        var file = octets("From a@b Thu Nov  5 09:08:07 2026 " + words + "\nX-Keywords: " + words + "\n\nx");
        Mbox.read(new BufferedInputStream(new ByteArrayInputStream(file)), 5_000_000, entries::add);
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.date()).contains(DATE);
            assertThat(entry.flags()).hasSize(FlagFields.MOST_KEYWORDS).contains("w0");
        });
    }

    @Test
    void ofFoldedLinesWithoutEndNoMoreWordsAreReadThanOfOneLine() throws IOException {
        var lines =
                IntStream.range(0, 20_000).mapToObj(i -> " w" + i + ", v" + i).collect(Collectors.joining("\n"));
        var many = IntStream.range(0, 20_000).mapToObj(i -> "X-Keywords: w" + i).collect(Collectors.joining("\n"));
        for (var fields : List.of("X-Keywords: a\n" + lines, many, "Status: R\n" + lines)) {
            var entries = new ArrayList<Entry>();
            var file = octets("From a@b Thu Nov  5 09:08:07 2026\nSubject: x\n" + fields + "\n\nx");
            Mbox.read(new ByteArrayInputStream(file), 5_000_000, entries::add);
            assertThat(entries).singleElement().satisfies(entry -> {
                assertThat(entry.flags())
                        .hasSizeLessThanOrEqualTo(FlagFields.MOST_KEYWORDS + 1)
                        .contains("w7");
                assertThat(content(entry)).isEqualTo("Subject: x\r\n\r\nx");
            });
        }
    }

    @Test
    void longWordsOnManyLinesAreReadUpToALengthInSum() throws IOException {
        var lines = IntStream.range(100, 200).mapToObj(i -> " " + i + "x".repeat(30_000));
        assertThat(keywords("a\n" + lines.collect(Collectors.joining("\n"))).stream()
                        .mapToInt(String::length)
                        .sum())
                .isBetween(30_000, FlagFields.LONGEST);
        // all that a message can have in a mailbox come back
        var all = IntStream.range(100, 200).mapToObj(i -> i + "x".repeat(252)).toList();
        assertThat(keywords(String.join(" ", all))).containsExactlyElementsOf(all);
    }

    private static Set<String> keywords(String field) throws IOException {
        var entries = new ArrayList<Entry>();
        var file = octets("From a@b Thu Nov  5 09:08:07 2026\nX-Keywords: " + field + "\n\nx");
        Mbox.read(new ByteArrayInputStream(file), 5_000_000, entries::add);
        return entries.getFirst().flags();
    }

    @Test
    void whatIsNoMboxIsToldAndTakesNothing() throws IOException {
        assertThat(read(octets("Subject: a\r\n\r\nx\r\n"))).isEmpty();
        assertThat(read(new byte[0])).isEmpty();
        var in = new BufferedInputStream(new ByteArrayInputStream(octets("From a\n")));
        assertThat(Mbox.begins(in)).isTrue();
        assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("From a\n");
        assertThat(Mbox.begins(new ByteArrayInputStream(octets("From")))).isFalse();
    }

    /** Wherever the pieces end in which a file is read: within a line, between CR and LF, in an envelope or a field of flags. */
    @Test
    void linesOfAnyLengthAreReadAsTheyAre() throws IOException {
        for (var length = (1 << 16) - 40; length < (1 << 16) + 4; length++) {
            var text = "x".repeat(length);
            var file = octets("From a@b Thu Nov  5 09:08:07 2026 " + text + "\nStatus: R" + text + "\nX-Keywords: work "
                    + text + "\n" + text + ": y\r\n\n" + text + "\r\n>From " + text + "\nFrom here" + text
                    + "\n\n\nFrom c@d Thu Nov  5 09:08:07 2026\n\r" + text + "\r");
            var entries = new ArrayList<Entry>();
            Mbox.read(new ByteArrayInputStream(file), 1_000_000, entries::add);
            assertThat(entries).hasSize(2);
            assertThat(content(entries.getFirst()))
                    .isEqualTo(text + ": y\r\n\r\n" + text + "\r\nFrom " + text + "\r\nFrom here" + text + "\r\n\r\n");
            assertThat(entries.getFirst().flags()).contains("\\Seen", "work");
            assertThat(entries.getFirst().date()).contains(DATE);
            assertThat(content(entries.getLast())).isEqualTo("\r" + text + "\r");
        }
    }

    @Test
    void aFileOfOneMessageIsTheMessage() throws IOException {
        var out = new ByteArrayOutputStream();
        Mbox.readOne(new ByteArrayInputStream(octets("Status: R\n\nFrom a\r\n>From b\n\n")), LARGEST, new Mbox.Sink() {
            @Override
            public OutputStream begin() {
                return out;
            }

            @Override
            public void end(Mbox.Marks marks) {
                assertThat(marks.flags()).isEmpty();
                assertThat(marks.hasStatus()).isFalse();
            }
        });
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo("Status: R\r\n\r\nFrom a\r\n>From b\r\n\r\n");
    }

    /** The octets of 2 GB of a message are counted right where that many are allowed. */
    @Test
    void theGreatestLimitThereIsRefusesToo() {
        var endless = new InputStream() {
            private long read;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] octets, int offset, int length) {
                read += length;
                return read > 2_300_000_000L ? -1 : length;
            }
        };
        assertThatThrownBy(() -> Mbox.readOne(endless, Integer.MAX_VALUE - 64, new Mbox.Sink() {
                    @Override
                    public OutputStream begin() {
                        return OutputStream.nullOutputStream();
                    }

                    @Override
                    public void end(Mbox.Marks marks) {}
                }))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.LIMIT));
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedWithoutBeingHeldWhole() {
        assertThatThrownBy(() -> read(octets("From a\n" + "x".repeat(LARGEST + 1))))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.LIMIT));
        assertThatThrownBy(() -> read(octets("From a\n" + "x\n".repeat(LARGEST))))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.LIMIT));
    }
}
