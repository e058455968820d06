package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What tests of every view and every dialogue share. */
abstract class ViewsSystemTest extends BrowserSystemTest {

    static final double CLOSE = 4;

    /** Every view by its path. */
    static final Map<String, String> VIEWS = views();

    /** The administrator's pages. */
    static final List<String> ADMINISTRATION =
            List.of("admin/users", "admin/domains", "admin/queue", "admin/organisation");

    static Map<String, String> views() {
        var views = new LinkedHashMap<String, String>();
        views.put("mail", "");
        views.put("starred", "mail/starred");
        views.put("all", "mail/all");
        views.put("due", "mail/due");
        views.put("recover", "mail/recover");
        views.put("search", "search?q=faktur");
        views.put("search-files", "search?q=faktur&show=files");
        views.put("search-none", "search?q=zzzzzz");
        views.put("calendar", "calendar");
        views.put("month", "calendar/month/" + Suite.wednesday());
        views.put("day", "calendar/day/" + Suite.wednesday());
        views.put("empty-day", "calendar/day/2030-01-02");
        views.put("people", "people");
        views.put("tasks", "tasks");
        views.put("tasks-all", "tasks/all");
        views.put("tasks-done", "tasks/done");
        views.put("appearance", "settings");
        views.put("language", "settings/language");
        views.put("notifications", "settings/notifications");
        views.put("shortcuts", "settings/shortcuts");
        views.put("sessions", "settings/sessions");
        views.put("devices", "settings/devices");
        views.put("folders", "settings/folders");
        views.put("transfer", "settings/transfer");
        views.put("identities", "settings/identities");
        views.put("pictures", "settings/pictures");
        views.put("files", "mail/files");
        views.put("subscriptions", "mail/subscriptions");
        views.put("gallery", "gallery");
        views.put("nowhere", "no/such/place");
        return views;
    }

    final void open(String name, int width, int height, ColorScheme scheme) {
        open(name, width, height, scheme, "en-GB");
    }

    final void open(String name, int width, int height, ColorScheme scheme, String language) {
        open(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(language)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(scheme));
        signIn(name);
    }

    final void go(String path) {
        page.navigate(Suite.web() + "/" + path);
        assertThat(page.locator(".main > *").first()).isVisible();
        page.waitForCondition(
                () -> (Boolean)
                        page.evaluate(
                                "() => document.fonts.status === 'loaded' && document.querySelector('.v-loading-indicator')?.style.display !== 'block'"));
    }

    /** In px; NaN for what may be anything. */
    final void stands(String selector, double x, double y, double width, double height) {
        var drawn = new AtomicReference<BoundingBox>();
        // what is drawn anew in this moment has no place, and what rises is not yet at its own
        page.waitForCondition(() -> {
            var element = page.locator(selector).first();
            var rests = (Boolean)
                    element.evaluate(
                            "element => document.getAnimations().every(one => one.playState !== 'running' || !one.effect.target.contains(element))");
            drawn.set(element.boundingBox());
            return rests && drawn.get() != null;
        });
        var box = drawn.get();
        isClose(box.x, x, selector, "start");
        isClose(box.y, y, selector, "top");
        isClose(box.width, width, selector, "width");
        isClose(box.height, height, selector, "height");
    }

    private static void isClose(double found, double wanted, String selector, String what) {
        if (!Double.isNaN(wanted)) {
            assertThat(found).as("%s of %s", what, selector).isCloseTo(wanted, within(CLOSE));
        }
    }

    /** What a property of an element is, beside what the token makes of it in the same place. */
    final void is(String selector, String property, String token) {
        var found = page.locator(selector).first().evaluate("""
                (element, [property, token]) => {
                  const probe = document.createElement('i');
                  // what an input contains is not drawn
                  (element.matches('input') ? element.parentElement : element).append(probe);
                  probe.style.setProperty(property, `var(${token})`);
                  const wanted = getComputedStyle(probe).getPropertyValue(property);
                  probe.remove();
                  return [getComputedStyle(element).getPropertyValue(property), wanted];
                }""", List.of(property, token));
        var values = (List<?>) found;
        assertThat(values.getFirst()).as("%s of %s", property, selector).isEqualTo(values.getLast());
    }

    /** Opens each dialogue, asks about it while it is open, and closes it. */
    final void throughDialogues(Consumer<String> question) {
        go("");
        page.keyboard().press("j");
        assertThat(page.locator(".rsub")).isVisible();
        for (var key : List.of("v", "l", "b")) {
            page.keyboard().press(key);
            during("dialog.picker", "picker " + key, question);
        }
        page.keyboard().press("Control+k");
        during(".pal", "palette", question);
        page.keyboard().press("?");
        during(".keys", "keys", question);
        page.locator(".reader [popovertarget^=message-menu]").last().click();
        page.getByText("Details").last().click();
        during("dialog.facts", "details", question);
        page.keyboard().press("c");
        during(".composer", "composer", question);
        go("tasks/all");
        page.keyboard().press("j");
        page.keyboard().press("e");
        assertThat(page.locator(".tdrawer")).isVisible();
        question.accept("task");
        page.keyboard().press("c");
        page.keyboard().type("Call besok");
        assertThat(page.locator("k-task-entry mark")).isVisible();
        question.accept("task typed");
        page.keyboard().press("Escape");
        if (!page.locator("#new-list").isVisible()) {
            page.locator(".side-toggle").click();
        }
        page.locator("#new-list").click();
        during("dialog.ask", "list", question);
        go("settings/folders");
        page.locator(".setline .btn").first().click();
        during("dialog.share", "share", question);
        go("settings/devices");
        page.locator(".phead .btn.primary").click();
        during("dialog.ask vaadin-text-field", "app password", question);
    }

    final void during(String dialogue, String name, Consumer<String> question) {
        assertThat(page.locator(dialogue).last()).isVisible();
        question.accept(name);
        page.keyboard().press("Escape");
        assertThat(page.locator(dialogue).filter(new Locator.FilterOptions().setVisible(true)))
                .hasCount(0);
    }

    /** What scrolls sideways or stands out of the window, and texts that are keys, patterns or missing. */
    final void faults(String where, Map<String, List<?>> found) {
        var faults = (List<?>) page.evaluate(FAULTS);
        if (!faults.isEmpty()) {
            found.put(where, faults);
        }
    }

    private static final String FAULTS = """
            () => {
              const faults = [];
              const name = (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 40)}`;
              const shows = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length;
              if (document.scrollingElement.scrollWidth > innerWidth) {
                faults.push(`page ${document.scrollingElement.scrollWidth}`);
              }
              for (const part of document.querySelectorAll('.main > *, .main .pscroll, .main .scroll, dialog[open], dialog[open] > *, .composer, .composer > *')) {
                if (shows(part) && part.scrollWidth > part.clientWidth + 1 && ['auto', 'scroll', 'visible'].includes(getComputedStyle(part).overflowX)) {
                  faults.push(`${part.scrollWidth} > ${part.clientWidth}: ${name(part)}`);
                }
              }
              for (const control of document.querySelectorAll('button, a[href], select, input, h1, h2, .help, .sec, [role=dialog], dialog[open]')) {
                const box = control.getBoundingClientRect();
                if (shows(control) && box.width > 1 && !control.closest('.skip, .sr, .side, .gallery, .week, .tg, vaadin-grid, .tool, .ltabs, .filters') && (box.right > innerWidth + 1 || box.left < -1)) {
                  faults.push(`${Math.round(box.left)}..${Math.round(box.right)}: ${name(control)}`);
                }
              }
              for (const field of document.querySelectorAll('vaadin-combo-box, vaadin-text-field, vaadin-select, input[type="text"], textarea')) {
                if (shows(field) && field.getBoundingClientRect().width < 80 && !field.closest('k-search, .sr')) {
                  faults.push(`squeezed: ${name(field)}`);
                }
              }
              const wrong = /![\\w.]+!|\\{\\d|^(verb|keys|pal|keymap|search|import|settings|compose|mail|reader)\\.[\\w.]+$|\\bnull\\b|\\bundefined\\b|\\bNaN\\b/;
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const text = walk.currentNode.textContent.trim();
                if (wrong.test(text) && !walk.currentNode.parentElement.closest('script, style, .pre, .subj, iframe')) {
                  faults.push(`text: ${text.slice(0, 60)}`);
                }
              }
              for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
                for (const attribute of ['aria-label', 'title', 'placeholder']) {
                  const text = element.getAttribute(attribute);
                  if (text !== null && wrong.test(text)) {
                    faults.push(`${attribute}: ${text.slice(0, 60)}`);
                  }
                }
              }
              return faults;
            }""";
}
