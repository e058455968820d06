package org.kantor.mail.wire.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.Envelope;

class ResponseWriterTest {

    private interface Writing {
        void to(ResponseWriter out) throws IOException;
    }

    private static String written(Writing writing) {
        try {
            var octets = new ByteArrayOutputStream();
            var out = new ResponseWriter(octets::write);
            writing.to(out);
            out.flush();
            return octets.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void textsAreQuotedOrLiterals() {
        assertThat(written(out -> out.string("a \"b\" \\"))).isEqualTo("\"a \\\"b\\\" \\\\\"");
        assertThat(written(out -> out.string("gr\u00fcn"))).isEqualTo("{5}\r\ngr\u00fcn");
        assertThat(written(out -> out.string("a\r\nb\0"))).isEqualTo("{4}\r\na\r\nb");
        assertThat(written(out -> out.string("x".repeat(2_000)))).startsWith("{2000}\r\nxx");
        assertThat(written(out -> out.nstring(null))).isEqualTo("NIL");
    }

    @Test
    void mailboxesAreAtomsWhereTheyCan() {
        assertThat(written(out -> out.mailbox("INBOX"))).isEqualTo("INBOX");
        assertThat(written(out -> out.mailbox("a b"))).isEqualTo("\"a b\"");
        assertThat(written(out -> out.mailbox("nil"))).isEqualTo("\"nil\"");
        assertThat(written(out -> out.mailbox("Entw\u00fcrfe"))).isEqualTo("Entw&APw-rfe");
    }

    /** RFC 6855 section 3. */
    @Test
    void whoHasTurnedUtf8OnGetsItInQuotedStrings() {
        assertThat(written(out -> {
                    out.useUtf8();
                    out.mailbox("Entw\u00fcrfe").space().mailbox("R&D").space().string("\"gr\u00fcn\" \ud83d\ude00");
                    out.space().string("gr\u00fcn\n");
                }))
                .isEqualTo("\"Entw\u00fcrfe\" R&D \"\\\"gr\u00fcn\\\" \ud83d\ude00\" {6}\r\ngr\u00fcn\n");
    }

    @Test
    void numbersAreDecimal() {
        for (var number : new long[] {
            0,
            1,
            9,
            10,
            11,
            99,
            100,
            12_345,
            999_999_999,
            1_000_000_000,
            2_147_483_646,
            2_147_483_647,
            2_147_483_648L,
            4_294_967_295L,
            Long.MAX_VALUE
        }) {
            assertThat(written(out -> out.number(number))).isEqualTo(Long.toString(number));
        }
    }

    @Test
    void muchTextComesInOrder() {
        var expected = new StringBuilder();
        var text = written(out -> {
            for (var i = 0; i < 50_000; i++) {
                out.number(i).space().raw("x").crlf();
                expected.append(i).append(" x\r\n");
            }
            out.octets(new byte[100_000]).raw("end");
        });
        assertThat(text).startsWith(expected).endsWith("end").hasSize(expected.length() + 100_003);
    }

    private static final Envelope ENVELOPE = new Envelope(
            "Mon, 7 Feb 1994 21:52:25 -0800",
            "s",
            List.of(new Address("Fred", "foobar", "Blurdybloop.COM")),
            List.of(),
            List.of(new Address(null, "team", null), new Address(null, null, null)),
            List.of(),
            List.of(),
            List.of(),
            null,
            "<B27397-0100000@Blurdybloop.COM>");

    private static BodyPart part(String type, String subtype, Envelope envelope, BodyPart... children) {
        return new BodyPart(
                type,
                subtype,
                type.equals("TEXT") ? Map.of("charset", "utf-8") : Map.of(),
                null,
                null,
                "7BIT",
                0,
                10,
                110,
                3,
                null,
                type.equals("TEXT") ? null : "ATTACHMENT",
                new TreeMap<>(Map.of("filename", "a.txt", "size", "1")),
                type.equals("TEXT") ? List.of("en", "de") : List.of(),
                null,
                envelope,
                List.of(children));
    }

    @Test
    void anEnvelopeHasTenFields() {
        assertThat(written(out -> StructureWriter.envelope(out, ENVELOPE)))
                .isEqualTo(
                        "(\"Mon, 7 Feb 1994 21:52:25 -0800\" \"s\" ((\"Fred\" NIL \"foobar\" \"Blurdybloop.COM\")) NIL"
                                + " ((NIL NIL \"team\" NIL)(NIL NIL NIL NIL)) NIL NIL NIL NIL \"<B27397-0100000@Blurdybloop.COM>\")");
    }

    @Test
    void aStructureShowsItsParts() {
        var text = part("TEXT", "PLAIN", null);
        var inner = part("MESSAGE", "RFC822", ENVELOPE, text);
        var root = part("MULTIPART", "MIXED", null, text, inner);
        var plain = "(\"TEXT\" \"PLAIN\" (\"charset\" \"utf-8\") NIL NIL \"7BIT\" 100 3";
        var envelope = written(out -> StructureWriter.envelope(out, ENVELOPE));
        assertThat(written(out -> StructureWriter.body(out, root, false)))
                .isEqualTo("(" + plain + ")(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 100 " + envelope + " " + plain
                        + ") 3) \"MIXED\")");
        assertThat(written(out -> StructureWriter.body(out, text, true)))
                .isEqualTo(plain + " NIL NIL (\"en\" \"de\") NIL)");
        assertThat(written(out -> StructureWriter.body(out, root, true)))
                .endsWith(" \"MIXED\" NIL (\"ATTACHMENT\" (\"filename\" \"a.txt\" \"size\" \"1\")) NIL NIL)");
    }

    /** RFC 2231 section 6. */
    @Test
    void namesBeyondAsciiStayEncodedUnlessUtf8WasAskedFor() {
        var part = new BodyPart(
                "IMAGE",
                "PNG",
                Map.of("name", "gr\u00fc n.png"),
                null,
                null,
                "BASE64",
                0,
                0,
                4,
                1,
                null,
                "ATTACHMENT",
                Map.of("filename", "\u65e5.png"),
                List.of(),
                null,
                null,
                List.of());
        assertThat(written(out -> StructureWriter.body(out, part, true)))
                .isEqualTo("(\"IMAGE\" \"PNG\" (\"name*\" \"utf-8''gr%C3%BC%20n.png\") NIL NIL \"BASE64\" 4 NIL"
                        + " (\"ATTACHMENT\" (\"filename*\" \"utf-8''%E6%97%A5.png\")) NIL NIL)");
        assertThat(written(out -> {
                    out.useUtf8();
                    StructureWriter.body(out, part, true);
                }))
                .contains("(\"name\" \"gr\u00fc n.png\")", "(\"filename\" \"\u65e5.png\")");
    }

    @Test
    void whatWasNotTakenApartIsStillAValidStructure() {
        assertThat(written(out -> StructureWriter.body(out, part("MULTIPART", "MIXED", null), false)))
                .isEqualTo("((\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 0 0) \"MIXED\")");
        assertThat(written(out -> StructureWriter.body(out, part("MESSAGE", "RFC822", null), false)))
                .isEqualTo("(\"APPLICATION\" \"OCTET-STREAM\" NIL NIL NIL \"7BIT\" 100)");
    }

    @Test
    void codesNameUidsAsSets() {
        assertThat(ResponseCode.copyUid(38505, new long[] {304, 319, 320}, new long[] {3956, 3957, 3958})
                        .text())
                .isEqualTo("COPYUID 38505 304,319:320 3956:3958");
        assertThat(ResponseCode.appendUid(7, new long[] {3}).text()).isEqualTo("APPENDUID 7 3");
    }
}
