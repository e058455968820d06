package org.kantor.webmail.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The corpus of attacks on readers of HTML mail, {@code attacks.txt}. */
final class Attacks {

    private static final Pattern MANY = Pattern.compile("\\{many:([0-9]+):(.*?)\\}(?=[^}]|$)");

    record Attack(String name, String html) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Attacks() {}

    /** @param outside the attacker's server, without a final slash */
    static List<Attack> all(String outside) {
        try (var in = Attacks.class.getResourceAsStream("attacks.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> new Attack(
                            line.substring(0, line.indexOf(':')),
                            filled(line.substring(line.indexOf(':') + 2), outside)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filled(String template, String outside) {
        var many = MANY.matcher(template);
        var html = many.replaceAll(m -> Matcher.quoteReplacement(m.group(2).repeat(Integer.parseInt(m.group(1)))));
        return html.replace("{js}", "top.pwned=1;alert(1);fetch(`" + outside + "/js`)")
                .replace("{out}", outside)
                .replace("{host}", URI.create(outside).getAuthority())
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
