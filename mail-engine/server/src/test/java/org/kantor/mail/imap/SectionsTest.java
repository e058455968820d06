package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.mail.wire.imap.FetchItem;
import org.kantor.mail.wire.imap.FetchItem.Kind;
import org.kantor.mail.wire.mime.MessageParser;

class SectionsTest {

    static byte[] message(String name) {
        try (var in = SectionsTest.class.getResourceAsStream("messages/" + name + ".eml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cut(byte[] message, List<Integer> path, Kind kind, List<String> fields) {
        var root = MessageParser.parse(message).structure();
        var slice = Sections.cut(message, root, new FetchItem.Section(true, path, kind, fields, null));
        return slice == null ? null : new String(slice.octets(), slice.offset(), slice.count(), StandardCharsets.UTF_8);
    }

    private static List<Integer> path(String text) {
        return text.isEmpty()
                ? List.of()
                : java.util.Arrays.stream(text.split("\\."))
                        .map(Integer::valueOf)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NIL",
            value = {
                "simple, '1',   ALL,    'Hello Joe, do you think we can meet at 3:30 tomorrow?~'",
                "simple, '',    TEXT,   'Hello Joe, do you think we can meet at 3:30 tomorrow?~'",
                "simple, '2',   ALL,    NIL",
                "simple, '1.1', ALL,    NIL",
                "simple, '1',   HEADER, NIL",
                "nested, '1',   ALL,    'first part'",
                "nested, '1',   MIME,   'Content-Type: text/plain~~'",
                "nested, '2.1', ALL,    'inner plain'",
                "nested, '2.2', ALL,    '<p>inner html</p>'",
                "nested, '2.2', MIME,   'Content-Type: text/html~~'",
                "nested, '2.3', ALL,    NIL",
                "nested, '3',   ALL,    'AAEC'",
                "nested, '4',   ALL,    NIL",
                "nested, '3.1', ALL,    NIL"
            })
    void partsAreFoundByTheirNumbers(String name, String path, Kind kind, String expected) {
        assertThat(cut(message(name), path(path), kind, List.of()))
                .isEqualTo(expected == null ? null : expected.replace("~", "\r\n"));
    }

    @Test
    void theWholeIsTheWhole() {
        var message = message("nested");
        assertThat(cut(message, List.of(), Kind.ALL, List.of())).isEqualTo(new String(message, StandardCharsets.UTF_8));
        assertThat(cut(message, List.of(), Kind.HEADER, List.of()) + cut(message, List.of(), Kind.TEXT, List.of()))
                .isEqualTo(new String(message, StandardCharsets.UTF_8));
        assertThat(cut(message, List.of(2), Kind.HEADER, List.of()) + cut(message, List.of(2), Kind.TEXT, List.of()))
                .isEqualTo(cut(message, List.of(2), Kind.ALL, List.of()));
    }

    @Test
    void headerFieldsAreChosenWithTheirContinuations() {
        var message = "A: 1\r\nSubject: x\r\n folded\r\nb: 2\r\nSUBJECT: again\r\n\r\nbody"
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(cut(message, List.of(), Kind.HEADER_FIELDS, List.of("SUBJECT", "NONE")))
                .isEqualTo("Subject: x\r\n folded\r\nSUBJECT: again\r\n\r\n");
        assertThat(cut(message, List.of(), Kind.HEADER_FIELDS_NOT, List.of("SUBJECT")))
                .isEqualTo("A: 1\r\nb: 2\r\n\r\n");
        assertThat(cut(message, List.of(), Kind.HEADER_FIELDS, List.of("NONE"))).isEqualTo("\r\n");
    }

    @Test
    void aPartialEndsWithTheSection() {
        var slice = new Sections.Slice(new byte[] {1, 2, 3, 4, 5}, 1, 3);
        assertThat(slice.part(new FetchItem.Partial(1, 100)))
                .extracting("offset", "count")
                .containsExactly(2, 2);
        assertThat(slice.part(new FetchItem.Partial(3, 1)))
                .extracting("offset", "count")
                .containsExactly(4, 0);
        assertThat(slice.part(new FetchItem.Partial(4_000_000_000L, 1)))
                .extracting("count")
                .isEqualTo(0);
    }
}
