package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The look of what {@link EveryViewSystemTest} does not come by, and that the organisation's is taken over. Where regions stand is asked by {@link DesignSystemTest}. */
class LookSystemTest extends ViewsSystemTest {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private void save() {
        page.locator(".btn.primary").first().click();
        assertThat(page.locator(".toast:last-child")).isVisible();
    }

    @Test
    void theTextOfAMessageIsDrawnInTheApplicationsFaceAndItsFrameLoadsNothing() {
        var word = word();
        deliver("alice@example.org", word, "Selamat pagi, \u0141ukasz");
        open("alice", 1440, 900, ColorScheme.LIGHT);
        go("");
        row(word).click();
        assertThat(page.locator("k-message-frame.ready").last()).isVisible();
        page.waitForFunction("""
                () => {
                  const page = [...document.querySelectorAll('k-message-frame iframe')].at(-1).contentDocument;
                  const drawn = (family) => {
                    const probe = page.createElement('span');
                    probe.style.cssText = `font: 400 40px ${family}; position: absolute; white-space: nowrap`;
                    probe.textContent = page.querySelector('.k-text').textContent;
                    page.body.append(probe);
                    const width = probe.getBoundingClientRect().width;
                    probe.remove();
                    return width;
                  };
                  const own = getComputedStyle(page.querySelector('.k-text')).fontFamily;
                  return own.startsWith('Inter') && drawn('Inter, monospace') !== drawn('monospace') && drawn(own) === drawn('Inter, monospace');
                }""");
        var frame = page.locator("k-message-frame iframe").last();
        assertThat(
                        frame.evaluate(
                                "(frame) => frame.contentWindow.performance.getEntriesByType('resource').map((one) => one.name)"))
                .isEqualTo(List.of());
        var policy = context.request()
                .get(String.valueOf(frame.evaluate("(frame) => frame.src")))
                .headers()
                .get("content-security-policy");
        assertThat(policy).startsWith("default-src 'none'").doesNotContain("font-src");
    }

    @Test
    void everyDialogueFitsAPhone() {
        var found = new TreeMap<String, List<?>>();
        open("alice", 390, 700, ColorScheme.DARK);
        throughDialogues(name -> {
            faults(name, found);
            screenshot("phone-" + name.replace(' ', '-'));
        });
        assertThat(found).isEmpty();
    }

    @Test
    void theCalendarsTitleIsWholeAndThePageOfKeysClosesInItsCornerOnAPhone() {
        open("alice", 390, 844, ColorScheme.LIGHT);
        for (var width : List.of(390, 320)) {
            page.setViewportSize(width, 844);
            go("calendar/2026-09-16");
            var title = page.locator(".calhead h1");
            assertThat(title).containsText("September");
            assertThat((Boolean) title.evaluate("(title) => title.scrollWidth <= title.clientWidth"))
                    .as("at %d", width)
                    .isTrue();
            page.keyboard().press("?");
            assertThat(page.locator(".keys")).isVisible();
            var dialogue = page.locator(".keys").boundingBox();
            var close = page.locator(".keys .close").boundingBox();
            assertThat(close.y - dialogue.y).isBetween(0.0, 40.0);
            assertThat(dialogue.x + dialogue.width - close.x - close.width).isBetween(0.0, 24.0);
            page.keyboard().press("Escape");
        }
    }

    @Test
    void theOrganisationsNameLogoAndColourAreOnEveryPageAndOnTheLogInPage() {
        open("dave", 1440, 900, ColorScheme.LIGHT);
        go("admin/organisation");
        var name = page.locator(".organisation vaadin-text-field input");
        var before = name.inputValue();
        try {
            name.fill("Koperasi Serba Usaha Makmur Sejahtera");
            page.locator("#accent").fill("#c2410c");
            page.locator(".organisation vaadin-upload input[type=file]")
                    .setInputFiles(new FilePayload(
                            "logo.png", "image/png", Base64.getDecoder().decode(PIXEL)));
            assertThat(page.locator(".organisation vaadin-upload-file[complete]"))
                    .isVisible();
            save();
            open("alice", 390, 800, ColorScheme.DARK);
            for (var path : List.of("", "settings", "calendar")) {
                go(path);
                var found = new TreeMap<String, List<?>>();
                faults(path, found);
                assertThat(found).isEmpty();
            }
            page.waitForCondition(() -> page.title().equals("Calendar - Koperasi Serba Usaha Makmur Sejahtera"));
            page.setViewportSize(1440, 900);
            stands(".searchbox", 296, 8, 620, 36);
            assertThat(page.locator(".brand").evaluate("(brand) => getComputedStyle(brand, '::after').content"))
                    .asString()
                    .contains("Koperasi");
            isOrange(".nav .compose");
            shows(PIXEL);
            screenshot("organisation");
            open(new Browser.NewContextOptions().setViewportSize(390, 800));
            page.navigate(Suite.web() + "/");
            assertThat(page.locator("#username")).isVisible();
            assertThat(page.evaluate("() => document.scrollingElement.scrollWidth"))
                    .isEqualTo(390);
            assertThat(page.locator(".brand").evaluate("(brand) => getComputedStyle(brand, '::after').content"))
                    .asString()
                    .contains("Koperasi");
            isOrange("#kc-login");
            shows(PIXEL);
            // a long name is not cut here
            assertThat(page.locator(".brand").evaluate("(brand) => getComputedStyle(brand, '::after').whiteSpace"))
                    .isEqualTo("normal");
            screenshot("organisation-login");
        } finally {
            open("dave", 1440, 900, ColorScheme.LIGHT);
            go("admin/organisation");
            page.locator(".organisation vaadin-text-field input").fill(before);
            page.getByText("Kantor's own").click();
            page.getByText("No logo").click();
            save();
        }
    }

    /** Its hue is the accent's that was chosen, in whatever lightness. */
    private void isOrange(String selector) {
        assertThat(page.locator(selector).first()).isVisible();
        page.waitForCondition(() -> {
            var hue = (Number) page.locator(selector).first().evaluate("""
                    (element) => Number(getComputedStyle(element).backgroundColor.match(/^oklch\\((?:[\\d.]+ ){2}([\\d.]+)/)?.[1])""");
            return hue.doubleValue() > 20 && hue.doubleValue() < 60;
        });
    }

    /** The logo beside the name is the picture that was given. */
    private void shows(String picture) {
        var address = String.valueOf(
                page.locator(".brand")
                        .first()
                        .evaluate(
                                "(brand) => [brand, ...brand.querySelectorAll('*')].flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::before')]).map((style) => style.backgroundImage + style.content).join().match(/https?:[^\"')]*brand-logo[^\"')]*/)?.[0]"));
        assertThat(context.request().get(address).body())
                .isEqualTo(Base64.getDecoder().decode(picture));
    }
}
