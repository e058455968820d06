package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kantor.webmail.fake.Lookout;

/** The corpus on a loopback port, each attack in each of its ways, and pages that open many at once in frames. */
final class ServedAttacks implements AutoCloseable {

    private static final int BATCH = 50;

    /** How an attack is opened. */
    enum Way {
        /** As the product serves it. */
        SERVED("/message/%d/frame", 0, "/message/[0-9]+/(frame|part/2/(a\\.png|picture))", true),

        /** The same in another message. */
        INSIDE("/message/%d/inside/2", 10_000, "/message/[0-9]+/(inside/2|part/2\\.2/(a\\.png|picture))", true),

        /** With the other walls down (no policy, no sandbox), so that the sanitiser has to hold by itself. */
        SANITISED("/sanitised/%d", 0, "/sanitised/[0-9]+|/message/[0-9]+/part/2/a\\.png", false),

        /** With nothing that stops it. */
        RAW("/raw/%d", 0, "/raw/[0-9]+", false);

        private final String path;
        private final int first;
        private final String expected;
        private final boolean sandboxed;

        Way(String path, int first, String expected, boolean sandboxed) {
            this.path = path;
            this.first = first;
            this.expected = expected;
            this.sandboxed = sandboxed;
        }

        private String path(int attack) {
            return path.formatted(first + attack);
        }
    }

    private final ServedMessages served = new ServedMessages();
    private final List<Attacks.Attack> attacks = Attacks.all();

    ServedAttacks() throws IOException {
        for (var i = 0; i < attacks.size(); i++) {
            var attack = attacks.get(i);
            served.message(Way.SERVED.first + i, attack.message());
            served.message(Way.INSIDE.first + i, attack.inside());
            var pictures = Map.of("a", "/message/" + i + "/part/2/a.png");
            var safe = HtmlSanitiser.sanitise(attack.html(), pictures, false);
            served.page(
                    Way.SANITISED.path(i),
                    "<!doctype html><style>" + safe.styleSheet() + "</style><div class=\"k-msg\">" + safe.body()
                            + "</div>");
            served.page(Way.RAW.path(i), "<!doctype html>" + attack.html());
            // else nothing would be opened, and nothing proved
            for (var way : List.of(Way.SERVED, Way.INSIDE)) {
                var path = way.path(i).substring("/message".length());
                assertThat(served.get(path, null).status).as(path).isEqualTo(200);
            }
        }
    }

    /** The addresses of pages that open all attacks. */
    List<String> pages(Way way) {
        return IntStream.iterate(0, first -> first < attacks.size(), first -> first + BATCH)
                .mapToObj(first -> page(way, first, Math.min(attacks.size(), first + BATCH)))
                .toList();
    }

    /** The address of a page that opens one attack. */
    String page(Way way, String name) {
        var attack = attacks.stream().map(Attacks.Attack::name).toList().indexOf(name);
        return page(way, attack, attack + 1);
    }

    private String page(Way way, int from, int to) {
        var sandbox = way.sandboxed ? " sandbox=\"" + MessageDocument.SANDBOX + "\"" : "";
        var path = "/page-" + way + "-" + from;
        served.page(
                path,
                IntStream.range(from, to)
                        .mapToObj(i -> "<iframe" + sandbox + " src=\"" + way.path(i) + "\"></iframe>")
                        .collect(Collectors.joining("", "<!doctype html>" + Lookout.TITLE, "")));
        return served.address() + path;
    }

    /** Whether an address is one that a page asks for without an attack. */
    boolean isExpected(Way way, String url) {
        return url.matches(served.address() + "(" + way.expected + "|/page-" + way + "-[0-9]+|/favicon\\.ico)");
    }

    @Override
    public void close() {
        served.close();
    }
}
