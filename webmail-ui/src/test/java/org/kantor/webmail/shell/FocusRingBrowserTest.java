package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** That whoever goes through a page by Tab sees where they are: each kind of control with the style sheets of the product, in a real browser. */
class FocusRingBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"><link rel="stylesheet" href="ui/tokens.css"><link rel="stylesheet" href="ui/base.css">
            <link rel="stylesheet" href="ui/shell.css"><link rel="stylesheet" href="ui/mail.css"></head><body id="ready"><div class="app">
            <nav class="rail"><a href="#1">Mail</a></nav><nav class="nav"><button class="compose">New message</button><a class="f" href="#2">Inbox</a><a class="f on" href="#3">Sent</a></nav>
            <main class="main"><a href="#4">Link</a><button>Button</button><button class="btn">Button</button><button class="btn primary">Button</button>
            <button class="btn quiet">Button</button><button class="ib" aria-label="More">i</button><button class="sw" role="switch" aria-checked="false" aria-label="On"></button>
            <div class="seg"><button class="on">One</button><button>Two</button></div><div class="ltabs"><button role="tab" class="on">All</button></div>
            <select><option>One</option></select><textarea></textarea><input class="inp"><div tabindex="0" class="row line">Row</div><div class="menu"><button class="mi">Item</button></div></main>
            </div></body></html>""";

    private static final String RING = """
            () => {
              const on = document.activeElement;
              const probe = document.createElement('i');
              probe.style.color = 'var(--k-ring)';
              document.body.append(probe);
              const ring = getComputedStyle(probe).color;
              probe.remove();
              const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(on);
              const seen = outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2 && outlineColor === ring;
              return on === document.body ? 'end' : seen ? '' : `${on.outerHTML}: ${outlineWidth} ${outlineStyle} ${outlineColor}`;
            }""";

    @Test
    void everyKindOfControlIsRingedInLightAndDark() {
        open(PAGE, fresh -> {});
        var controls = ((Number) page.evaluate(
                        "document.querySelectorAll('a, button, select, textarea, input, [tabindex]').length"))
                .intValue();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (var control = 0; control < controls; control++) {
                page.keyboard().press("Tab");
                assertThat(page.evaluate(RING)).as("%s, %d", scheme, control).isEqualTo("");
            }
            page.keyboard().press("Tab");
            assertThat(page.evaluate(RING)).isEqualTo("end");
        }
    }
}
