package org.kantor.webmail.fake;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Sees what an attack does in a page of Chromium: requests, navigations, windows, downloads, dialogues, scripts that run or fail, what only a policy or a sandbox stopped, and
 * what would run as soon as somebody clicks.
 */
public final class Lookout {

    /** Of every page that is watched, so that a script that can write there is seen. */
    public static final String TITLE = "<title>unharmed</title>";

    private static final Pattern STOPPED = Pattern.compile("Content Security Policy|Blocked script|Blocked form");

    /** Everything that waits for the page's load, for the next frame or for a moment to pass has happened after this. */
    private static final String SETTLED =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 400))))";

    /** Handlers, and addresses that run, in the page and in those of its frames that can be read; names in a page hide its own methods. */
    private static final String ARMED = """
            () => {
              const all = (page) => [...Document.prototype.querySelectorAll.call(page, '*')];
              const frames = all(document).filter((element) => element instanceof HTMLIFrameElement);
              const get = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentDocument').get;
              return [document, ...frames.map((frame) => get.call(frame)).filter(Boolean)].flatMap(all).flatMap((element) => {
                const names = Element.prototype.getAttributeNames.call(element);
                const value = (name) => Element.prototype.getAttribute.call(element, name).replace(/[\\0-\\x20]/g, '');
                return names.filter((name) => /^(on.*|srcdoc)$/i.test(name)
                  || /^(href|xlink:href|src|srcset|action|formaction|data|poster|background)$/i.test(name) && /^(javascript|vbscript|data:(?!image\\/(png|gif|jpeg|webp)))/i.test(value(name)))
                  .map((name) => `${name} of ${element.localName}: ${value(name)}`);
              });
            }""";

    private final Predicate<String> expected;
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    /** @param expected the addresses that may be asked for; whatever else is asked for gets no answer */
    public Lookout(Predicate<String> expected) {
        this.expected = expected.or(url -> url.startsWith("data:image/"));
    }

    /** Watches a page of its own context that is still to be opened. */
    public Lookout over(Page page) {
        page.context().route(url -> !expected.test(url), Route::abort);
        page.context().onPage(window -> seen.add("window " + window.url()));
        page.onRequest(request -> unexpected("request of ", request.url()));
        page.onFrameNavigated(frame -> unexpected("navigation to ", frame.url()));
        page.onDownload(download -> seen.add("download " + download.url()));
        page.onDialog(dialogue -> {
            seen.add("dialogue " + dialogue.message());
            dialogue.dismiss();
        });
        page.onPageError(error -> seen.add("error " + error));
        page.onConsoleMessage(message -> {
            if (STOPPED.matcher(message.text()).find()) {
                seen.add("stopped: " + message.text());
            }
        });
        return this;
    }

    private void unexpected(String what, String url) {
        if (!expected.test(url)) {
            seen.add(what + url);
        }
    }

    /** What has happened by now that should not have. */
    @SuppressWarnings("unchecked")
    public List<String> seen(Page page) {
        page.evaluate(SETTLED);
        if (Boolean.TRUE.equals(page.evaluate("window.pwned !== undefined || document.title !== 'unharmed'"))) {
            seen.add("script");
        }
        seen.addAll((Collection<String>) page.evaluate(ARMED));
        return List.copyOf(seen);
    }
}
