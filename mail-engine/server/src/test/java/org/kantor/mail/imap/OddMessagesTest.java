package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.kantor.mail.wire.imap.FetchItem;
import org.kantor.mail.wire.imap.FetchItem.Kind;
import org.kantor.mail.wire.imap.ResponseWriter;
import org.kantor.mail.wire.imap.StructureWriter;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.MessageParser;

/**
 * Messages as only odd software writes them, in {@code odd}: each part's number, type, octets as sent and as decoded. The {@code .parts} are those of Python's email package,
 * read by its own rules; where a line begins with {@code !} we know better, and the comment above it says why.
 */
class OddMessagesTest {

    @TestFactory
    Stream<DynamicTest> everyMessageHasThePartsThatOthersSee() throws IOException, URISyntaxException {
        return each((file, octets, structure) -> {
            var expected =
                    Files.readAllLines(file.resolveSibling(
                                    file.getFileName().toString().replace(".eml", ".parts")))
                            .stream()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .map(line -> line.startsWith("! ") ? line.substring(2) : line)
                            .toList();
            var lines = new ArrayList<String>();
            if (structure.isMultipart()) {
                describeChildren(octets, structure, structure, List.of(), lines);
            } else {
                describe(octets, structure, structure, List.of(1), lines);
            }
            assertThat(lines).isEqualTo(expected);
        });
    }

    private static void describe(byte[] octets, BodyPart root, BodyPart part, List<Integer> path, List<String> lines) {
        var name = String.join(".", path.stream().map(String::valueOf).toList());
        var type = name + " " + part.type() + "/" + part.subtype();
        if (!part.children().isEmpty()) {
            lines.add(type);
            describeChildren(octets, root, part, path, lines);
            return;
        }
        var raw = section(octets, root, path, Kind.ALL);
        var decoded = slice(Sections.decoded(octets, root, path));
        lines.add(type + " " + raw.length + " " + hash(raw) + " " + decoded.length + " " + hash(decoded));
    }

    private static void describeChildren(
            byte[] octets, BodyPart root, BodyPart part, List<Integer> path, List<String> lines) {
        var inside = part.isMessage() ? part.children().getFirst() : part;
        if (!inside.isMultipart()) {
            describe(octets, root, inside, below(path, 1), lines);
            return;
        }
        for (var i = 0; i < inside.children().size(); i++) {
            describe(octets, root, inside.children().get(i), below(path, i + 1), lines);
        }
    }

    /** MIME and body of a part stand behind one another, header and text of a message are the message, and a range is a range of the whole. */
    @TestFactory
    Stream<DynamicTest> theSectionsOfAMessageFitTogether() throws IOException, URISyntaxException {
        return each((file, octets, structure) -> {
            assertThat(joined(
                            section(octets, structure, List.of(), Kind.HEADER),
                            section(octets, structure, List.of(), Kind.TEXT)))
                    .isEqualTo(octets);
            check(octets, structure, structure, List.of());
        });
    }

    private static void check(byte[] octets, BodyPart root, BodyPart part, List<Integer> path) {
        if (!path.isEmpty()) {
            assertThat(Sections.find(root, path)).isSameAs(part);
            var whole = section(octets, root, path, Kind.ALL);
            var start = part.headerOffset();
            assertThat(joined(section(octets, root, path, Kind.MIME), whole))
                    .isEqualTo(java.util.Arrays.copyOfRange(octets, start, part.end()));
            assertThat(whole).hasSize(part.size());
            if (part.isMessage()) {
                assertThat(joined(section(octets, root, path, Kind.HEADER), section(octets, root, path, Kind.TEXT)))
                        .isEqualTo(whole);
            }
            for (var offset : new int[] {0, 1, whole.length / 2, whole.length, whole.length + 9}) {
                var cut = Sections.cut(
                        octets,
                        root,
                        new FetchItem.Section(true, path, Kind.ALL, List.of(), new FetchItem.Partial(offset, 7)));
                var range = new FetchItem.Partial(offset, 7);
                assertThat(cut).isNotNull();
                var from = Math.min(offset, whole.length);
                assertThat(slice(cut.part(range)))
                        .isEqualTo(java.util.Arrays.copyOfRange(whole, from, Math.min(from + 7, whole.length)));
            }
        }
        var inside = part.isMessage() && !path.isEmpty() ? part.children().getFirst() : part;
        if (inside.isMultipart()) {
            for (var i = 0; i < inside.children().size(); i++) {
                check(octets, root, inside.children().get(i), below(path, i + 1));
            }
        } else if (path.isEmpty()) {
            check(octets, root, part, List.of(1));
        } else if (part.isMessage()) {
            check(octets, root, inside, below(path, 1));
        }
    }

    /** What a client reads of BODYSTRUCTURE: strings, numbers, NIL and lists that are closed. */
    @TestFactory
    Stream<DynamicTest> everyStructureCanBeRead() throws IOException, URISyntaxException {
        return each((file, octets, structure) -> {
            for (var extended : new boolean[] {false, true}) {
                var out = new ByteArrayOutputStream();
                var writer = new ResponseWriter(out::write);
                StructureWriter.body(writer, structure, extended);
                writer.flush();
                assertThat(out.toString(StandardCharsets.UTF_8)
                                .replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"|\\{[0-9]+}\r\n[^() ]*|[0-9]+|NIL| ", ""))
                        .matches("[()]+")
                        .satisfies(brackets -> assertThat(reduced(brackets)).isEmpty());
            }
        });
    }

    private static String reduced(String brackets) {
        var rest = brackets;
        while (rest.contains("()")) {
            rest = rest.replace("()", "");
        }
        return rest;
    }

    private interface Check {
        void run(Path file, byte[] octets, BodyPart structure) throws IOException;
    }

    private static Stream<DynamicTest> each(Check check) throws IOException, URISyntaxException {
        return Files.list(Path.of(OddMessagesTest.class.getResource("odd").toURI()))
                .filter(file -> file.toString().endsWith(".eml"))
                .sorted()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    var octets = Files.readAllBytes(file);
                    check.run(file, octets, MessageParser.parse(octets).structure());
                }));
    }

    private static List<Integer> below(List<Integer> path, int number) {
        var longer = new ArrayList<>(path);
        longer.add(number);
        return longer;
    }

    private static byte[] section(byte[] octets, BodyPart root, List<Integer> path, Kind kind) {
        return slice(Sections.cut(octets, root, new FetchItem.Section(true, path, kind, List.of(), null)));
    }

    private static byte[] slice(Sections.@Nullable Slice slice) {
        assertThat(slice).isNotNull();
        return java.util.Arrays.copyOfRange(slice.octets(), slice.offset(), slice.offset() + slice.count());
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    private static String hash(byte[] octets) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(octets))
                    .substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
