package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;

/** Another parser, which reads without offsets, must see the same parts with the same octets in every well-formed message. */
class Mime4jAgreementTest {

    private final long seed = Long.getLong("kantor.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void wellFormedMessagesAreSeenAlike() throws IOException {
        System.out.println("Mime4jAgreementTest seed " + seed + " (-Dkantor.seed=...)");
        for (var round = 0; round < 2_000; round++) {
            var message = Mail.octets("Subject: round " + round + "\r\nMIME-Version: 1.0\r\n" + part(0));
            var theirs = new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(message));
            compare(message, MessageParser.parse(message).structure(), theirs);
        }
    }

    private String part(int depth) {
        return switch (depth < 4 ? random.nextInt(6) : 5) {
            case 0, 1 -> multipart(depth, "mixed");
            case 2 -> multipart(depth, "alternative");
            case 3 -> "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n" + part(depth + 1);
            default -> leaf();
        };
    }

    private String multipart(int depth, String subtype) {
        var boundary = "b" + depth + "x" + Integer.toHexString(random.nextInt()) + "_";
        var out =
                new StringBuilder("Content-Type: multipart/" + subtype + ";\r\n boundary=\"" + boundary + "\"\r\n\r\n");
        out.append(random.nextBoolean() ? "preamble\r\n" : "");
        for (var i = random.nextInt(1, 4); i > 0; i--) {
            out.append("--")
                    .append(boundary)
                    .append(random.nextBoolean() ? " \r\n" : "\r\n")
                    .append(part(depth + 1))
                    .append("\r\n");
        }
        return out.append("--")
                .append(boundary)
                .append("--")
                .append(random.nextBoolean() ? "\r\nepilogue" : "")
                .toString();
    }

    private String leaf() {
        var octets = new byte[random.nextInt(200)];
        random.nextBytes(octets);
        return switch (random.nextInt(3)) {
            case 0 ->
                "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(octets);
            case 1 ->
                "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nA =3D b=\r\n and =C3=BC\r\n--dashes\r\nend";
            default ->
                "Content-Type: text/plain\r\n\r\nline one\r\n\r\n--not a boundary\r\nline two"
                        + "\r\n".repeat(random.nextInt(3));
        };
    }

    private void compare(byte[] message, BodyPart ours, Entity theirs) throws IOException {
        var context = "seed " + seed + "\n" + Mail.cut(message, 0, message.length);
        assertThat((ours.type() + "/" + ours.subtype()).toLowerCase(java.util.Locale.ROOT))
                .as(context)
                .isEqualTo(theirs.getMimeType());
        switch (theirs.getBody()) {
            case Multipart multipart -> {
                List<Entity> parts = multipart.getBodyParts();
                assertThat(ours.children()).as(context).hasSameSizeAs(parts);
                for (var i = 0; i < parts.size(); i++) {
                    compare(message, ours.children().get(i), parts.get(i));
                }
            }
            case Message inner -> {
                assertThat(ours.envelope().subject()).as(context).isEqualTo(inner.getSubject());
                compare(message, ours.children().getFirst(), inner);
            }
            case SingleBody body -> {
                assertThat(PartDecoder.decode(message, ours))
                        .as(context)
                        .isEqualTo(body.getInputStream().readAllBytes());
                assertThat(body instanceof BinaryBody)
                        .as(context)
                        .isEqualTo(!ours.type().equals("TEXT"));
            }
            default -> throw new AssertionError(theirs.getBody());
        }
    }
}
