package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every view, light in English and dark in Indonesian, at four widths, of which the last is 400 % of a screen: nothing is too wide, cut off or untranslated, and no rule of WCAG 2.2 AA is
 * broken. Leaves a screenshot of each in {@code target/screenshots}.
 */
class EveryViewSystemTest extends ViewsSystemTest {

    private static final String LONG = "Pertanggungjawaban" + "panjang".repeat(30);
    private static final String ARABIC =
            "\u062a\u0642\u0631\u064a\u0631 \u0627\u0644\u0645\u0628\u064a\u0639\u0627\u062a 2026 (Q3)";

    private static final List<Integer> WIDTHS = List.of(1440, 1024, 390, 320);

    private final Map<String, List<?>> found = new TreeMap<>();

    /** A sender and a subject that are long, and a sender and a subject that are written from the right. */
    private static void deliverDifficultMail() {
        for (var message : List.of(
                List.of("Bapak Raden Mas Suryadiningrat-Kusumawardhani dari Kantor Pusat Koperasi Serba Usaha", LONG),
                List.of("\u0645\u062d\u0645\u062f \u0639\u0644\u064a", ARABIC))) {
            Client.swaks(
                            Suite.smtp(),
                            "--from",
                            "surat@jauh.example",
                            "--to",
                            "alice@example.org",
                            "--header",
                            "From: " + encoded(message.getFirst()) + " <surat@jauh.example>",
                            "--header",
                            "Subject: " + encoded(message.getLast()),
                            "--body",
                            "text")
                    .ok();
        }
    }

    private static String encoded(String text) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /** An open message, and an answer to it. */
    private void throughMessage(String name, String subject, Consumer<String> question) {
        go("");
        row(subject.substring(0, 20)).first().click();
        assertThat(page.locator("k-message-frame.ready").last()).isVisible();
        question.accept(name + "-message");
        page.keyboard().press("a");
        // of a plain message, in plain text
        assertThat(page.locator("k-composer .plain")).isFocused();
        question.accept(name + "-answer");
        page.locator("k-composer [data-do=discard]").click();
        assertThat(page.locator("k-composer")).hasCount(0);
    }

    private void look(String view, String looks) {
        for (var width : WIDTHS) {
            page.setViewportSize(width, width < 640 ? 844 : 900);
            faults(view + " " + width + " " + looks, found);
            screenshot(view + "-" + width + "-" + looks);
        }
        page.setViewportSize(1440, 900);
        var violations = Axe.violations(page);
        if (!violations.isEmpty()) {
            found.put(view + " " + looks + ", rules", violations);
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, en-GB", "DARK, id-ID"})
    void isWholeTranslatedAndWithinTheRulesAtEveryWidth(ColorScheme scheme, String language) {
        deliverDifficultMail();
        var looks = scheme.name().toLowerCase(Locale.ROOT);
        open("alice", 1440, 900, scheme, language);
        for (var view : VIEWS.entrySet()) {
            go(view.getValue());
            look(view.getKey(), looks);
        }
        throughMessage("long", LONG, view -> look(view, looks));
        throughMessage("arabic", ARABIC, view -> look(view, looks));
        open("dave", 1440, 900, scheme, language);
        for (var path : ADMINISTRATION) {
            go(path);
            look(path.replace('/', '-'), looks);
        }
        assertThat(found).isEmpty();
    }
}
