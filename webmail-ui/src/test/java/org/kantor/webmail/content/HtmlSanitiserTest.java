package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HtmlSanitiserTest {

    private static final Map<String, String> PICTURES = Map.of("a", "part/2/a.png");
    private static final Set<String> ELEMENTS = Set.of(
            ("a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div dl dt em figcaption "
                            + "figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong "
                            + "sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr html head body")
                    .split(" "));
    private static final Set<String> ATTRIBUTES = Set.of(
            ("title align valign width height lang dir alt border hspace vspace face size cellpadding cellspacing colspan rowspan nowrap scope span start type "
                            + "reversed value noshade datetime class style href target rel id open src")
                    .split(" "));

    private static Sanitised sanitise(String html) {
        return HtmlSanitiser.sanitise(html, PICTURES, false);
    }

    @Test
    void theCorpusHasAtLeastFiveHundredAttacksWithNamesOfTheirOwn() {
        var attacks = Attacks.all();
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(500);
        assertThat(new HashSet<>(attacks.stream().map(Attacks.Attack::name).toList()))
                .hasSameSizeAs(attacks);
    }

    @TestFactory
    Stream<DynamicTest> nothingOfAnAttackIsLeft() {
        return Attacks.all().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> verifyHarmless(attack.html())));
    }

    @Test
    void attacksThatAreCutAndMixedAreHarmlessToo() {
        var seed = Long.getLong("kantor.seed", System.nanoTime());
        System.out.println("HtmlSanitiserTest seed " + seed + " (-Dkantor.seed=...)");
        var random = new Random(seed);
        var attacks = Attacks.all().stream()
                .map(Attacks.Attack::html)
                .filter(html -> html.length() < 500)
                .toList();
        for (var round = 0; round < 5_000; round++) {
            var html = new StringBuilder();
            for (var i = 0; i < 4; i++) {
                var attack = attacks.get(random.nextInt(attacks.size()));
                var cut = random.nextInt(attack.length() + 1);
                html.append(random.nextBoolean() ? attack.substring(0, cut) : attack.substring(cut));
                if (random.nextInt(4) == 0) {
                    html.append("\0<>\"'`/= \n&;{}\\-!".charAt(random.nextInt(17)));
                }
            }
            try {
                verifyHarmless(html.toString());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": " + html, e);
            }
        }
    }

    private static void verifyHarmless(String html) {
        var safe = sanitise(html);
        for (var element : Jsoup.parse(safe.body()).getAllElements()) {
            if (element.normalName().equals("#root")) {
                continue;
            }
            assertThat(ELEMENTS).contains(element.normalName());
            verifyAttributes(element);
        }
        assertThat(safe.styleSheet().replace(Images.BLANK, "").toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "<",
                        "\\",
                        "@import",
                        "@font-face",
                        "http:",
                        "//",
                        "expression(",
                        "javascript:",
                        "behavior:",
                        "binding:");
        assertThat(safe.body()).doesNotContain("\0");
    }

    private static void verifyAttributes(Element element) {
        for (var attribute : element.attributes()) {
            var name = attribute.getKey();
            var value = attribute.getValue();
            assertThat(ATTRIBUTES).contains(name);
            switch (name) {
                case "href" ->
                    assertThat(value.toLowerCase(Locale.ROOT))
                            .matches("(?s)(?:https?:|mailto:|tel:|sip:|xmpp:|ftp:|webcal:|#m-).*");
                case "target" -> assertThat(value).isEqualTo("_blank");
                case "rel" -> assertThat(value).isEqualTo("noopener noreferrer");
                case "id" -> assertThat(value).startsWith("m-");
                case "src" ->
                    assertThat(value)
                            .matches("part/2/a\\.png|data:image/(?:png|jpeg|gif|webp|bmp|avif);base64,[A-Za-z0-9+/=]*");
                case "style" ->
                    assertThat(value.toLowerCase(Locale.ROOT)
                                    .replaceAll(
                                            "url\\(\"(?:part/2/a\\.png|data:image/gif;base64,[a-z0-9+/=]*)\"\\)", ""))
                            .doesNotContain(
                                    "url(",
                                    "//",
                                    "expression(",
                                    "javascript:",
                                    "behavior:",
                                    "binding:",
                                    "\\",
                                    "@",
                                    "<",
                                    ";position:",
                                    "var(",
                                    "image-set(",
                                    "src(");
                case "title", "alt" -> {
                    // Text for people; it cannot leave its quotes, or other attributes would have appeared.
                }
                default -> assertThat(value).doesNotContain("://", "javascript:", "<");
            }
        }
        if (element.hasAttr("href") && !element.attr("href").startsWith("#")) {
            assertThat(element.attr("target")).isEqualTo("_blank");
            assertThat(element.attr("rel")).isEqualTo("noopener noreferrer");
        }
    }

    @Test
    void ordinaryMailKeepsItsLook() {
        var safe = sanitise(
                "<body bgcolor=\"#eeeeee\"><table width=\"600\" cellpadding=0><tr><td style=\"padding: 10px 5px; color: #333; font-family: Arial, 'Open Sans'\">"
                        + "<h1>Hi</h1><p>a<br>b &amp; c</p><a href=\"https://example.org/?a=1&amp;b=2\">go</a></td></tr></table></body>");
        assertThat(safe.body())
                .isEqualTo(
                        "<div style=\"background-color:#eeeeee;\"><table width=\"600\" cellpadding=\"0\"><tbody><tr><td style=\"padding:10px 5px;"
                                + "color:#333;font-family:Arial, &#39;Open Sans&#39;;\"><h1>Hi</h1><p>a<br>b &amp; c</p><a href=\"https://example.org/?a=1&amp;b=2\" "
                                + "target=\"_blank\" rel=\"noopener noreferrer\">go</a></td></tr></tbody></table></div>");
        assertThat(safe.bringsColours()).isTrue();
        assertThat(sanitise("<p>plain <b>words</b></p>").bringsColours()).isFalse();
    }

    @Test
    void aNewslettersStyleSheetIsKeptBelowTheMessage() {
        var safe = sanitise(
                "<style>body, td.big > a:hover { color: red; width: calc(100% - 4px) } @media only screen and (max-width: 600px) { .w { width: 100% !important } }</style>x");
        assertThat(safe.styleSheet())
                .isEqualTo(
                        ".k-msg,.k-msg td.big > a:hover{color:red;width:calc(100% - 4px);}@media only screen and (max-width: 600px){.k-msg .w{width:100% !important;}}");
    }

    @Test
    void picturesOfTheMessageAreShownAndRemoteOnesCountedOnceEach() {
        var html =
                "<img src=\"cid:a\"><img src=\"https://cdn.example/b.png\"><img src=\"https://cdn.example/b.png\"><img src=\"http://cdn.example/c.png\">";
        var safe = sanitise(html);
        assertThat(safe.blockedImages()).isEqualTo(2);
        assertThat(safe.trackers()).isEmpty();
        assertThat(safe.body()).contains("src=\"part/2/a.png\"").doesNotContain("cdn.example");
        var allowed = HtmlSanitiser.sanitise(html, PICTURES, true);
        assertThat(allowed.blockedImages()).isZero();
        assertThat(allowed.body())
                .contains("src=\"https://cdn.example/b.png\"")
                .contains("src=\"https://cdn.example/c.png\"");
    }

    @Test
    void trackersAreNamed() {
        var safe = sanitise(
                "<img width=1 height=1 src=\"https://news.us1.list-manage.com/track/open.php?u=1\"><img src=\"https://pixel.shop.example/i\" width=\"1\">"
                        + "<img src=\"https://u1.ct.sendgrid.net/wf/open?upn=x\"><img src=\"https://cdn.shop.example/logo.png\" width=200>");
        assertThat(safe.trackers()).containsExactlyInAnyOrder("Mailchimp", "pixel.shop.example", "SendGrid");
        assertThat(safe.blockedImages()).isEqualTo(4);
    }

    @Test
    void trackersAreNotLoadedEvenWherePicturesAre() {
        var safe = HtmlSanitiser.sanitise(
                "<img width=1 height=1 src=\"https://x.list-manage.com/track/open.php?u=1\"><img src=\"https://quiet.example/i\" width=\"1\">"
                        + "<img src=\"https://u1.ct.sendgrid.net/wf/open?upn=x\"><img src=\"https://cdn.shop.example/o/logo.png\" width=200>",
                PICTURES,
                true);
        assertThat(safe.trackers()).containsExactlyInAnyOrder("Mailchimp", "quiet.example", "SendGrid");
        assertThat(safe.body())
                .doesNotContain("list-manage", "quiet.example", "sendgrid")
                // its path is like a tracker's, but it is seen
                .contains("src=\"https://cdn.shop.example/o/logo.png\"");
        assertThat(safe.blockedImages()).isZero();
    }
}
