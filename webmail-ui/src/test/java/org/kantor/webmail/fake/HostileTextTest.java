package org.kantor.webmail.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import java.util.Arrays;
import java.util.List;

/** A test of what draws texts that strangers write: subjects, names of people, files, folders and events. */
public abstract class HostileTextTest extends PageTest {

    /** What runs where a text is taken for markup, an attribute, an address, a template or a pattern, and what hides what a text says. */
    protected static final List<String> TEXTS = List.of(
            "<img src=x onerror=\"top.pwned=1\">",
            "\"><script>top.pwned=1</script><svg onload=top.pwned=1>",
            "' onmouseover='top.pwned=1' autofocus onfocus='top.pwned=1",
            "</title></textarea></style><iframe srcdoc=\"<script>top.pwned=1</script>\"></iframe>",
            "<!--><img src=x onerror=top.pwned=1>-->",
            "&lt;img src=x onerror=top.pwned=1&gt; &#60;b&#62;",
            "javascript:top.pwned=1",
            "${top.pwned=1} {{top.pwned=1}} {0} $& $1 \\",
            "fa\u202ektur\u2066 \u0007\u001b[31mgnp.exe");

    private Lookout lookout;

    /**
     * @param body with a script that gives the page's {@code body} the id {@code ready}
     * @param own a pattern of the addresses below the page's that are asked for, besides scripts and style sheets
     */
    protected final void openHostile(String body, String own) {
        lookout = new Lookout(url -> url.equals(Chromium.ROOT) || url.matches(Chromium.ROOT + "(ui/.*|" + own + ")"));
        open(
                "<!doctype html><html lang=\"en\"><head>" + Lookout.TITLE + "<base href=\"/\"></head><body>" + body
                        + "</body></html>",
                lookout::over);
    }

    /** In each of these places every text is shown as it is, and nothing of any was anything else. @param places CSS selectors */
    protected final void isShownIn(String... places) {
        for (var place : places) {
            var shown = plain(String.join("\n", page.locator(place).allTextContents()));
            assertThat(TEXTS).as(place).allMatch(text -> shown.contains(plain(text)));
        }
        assertThat(lookout.seen(page)).isEmpty();
    }

    /** Shows what a component is in the browser: its elements, with their attributes and texts. */
    protected final void show(Component... components) {
        page.evaluate(
                "parts => document.querySelector('main').insertAdjacentHTML('beforeend', parts.join(''))",
                Arrays.stream(components)
                        .map(component -> component.getElement().getOuterHTML())
                        .toList());
    }

    /** Without what cannot be seen, some of which is lost on the way. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "");
    }
}
