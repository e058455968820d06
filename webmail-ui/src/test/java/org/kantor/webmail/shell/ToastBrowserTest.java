package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** Where toasts stand in a real browser, beside what has the focus. */
class ToastBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"><link rel="stylesheet" href="ui/tokens.css"><link rel="stylesheet" href="ui/base.css"><link rel="stylesheet" href="ui/shell.css">
            <style>#first, #last { position: fixed; inset-inline: 20px; height: 44px; } #first { top: 60px; } #last { bottom: 12px; } #whole { position: fixed; inset: 0; }</style></head><body>
            <div id="whole" tabindex="0"></div><button id="first">Reply</button><button id="last">Send</button><div class="toastpos" role="status"></div>
            <script type="module">
              import '/ui/toast.js';
              window.tell = (text) => document.querySelector('.toastpos').insertAdjacentHTML('beforeend', `<div class="toast"><span>${text}</span><button class="undo">Undo</button></div>`);
              document.body.id = 'ready';
            </script></body></html>""";

    /** Whether a toast lies over some of what has the focus. */
    private Object covers() {
        return page.evaluate("""
                async () => {
                  await new Promise(requestAnimationFrame);
                  await Promise.allSettled(document.getAnimations().map((one) => one.finished));
                  const its = document.activeElement.getBoundingClientRect();
                  return [...document.querySelectorAll('.toast')].some((toast) => {
                    const own = toast.getBoundingClientRect();
                    return own.left < its.right && its.left < own.right && own.top < its.bottom && its.top < own.bottom;
                  });
                }""");
    }

    private Object top() {
        return page.evaluate("() => document.querySelector('.toast').getBoundingClientRect().top < innerHeight / 2");
    }

    /** As wide and high as the least screen is at 400 %. */
    @Test
    void aToastIsNeverOverWhatHasTheFocus() {
        open(PAGE, fresh -> fresh.setViewportSize(320, 256));
        page.locator("#last").focus();
        page.evaluate("() => tell('Archived 3 conversations')");
        assertThat(covers()).as("one that comes").isEqualTo(false);
        page.locator("#first").focus();
        assertThat(covers()).as("what gets the focus").isEqualTo(false);
        page.locator("#last").focus();
        assertThat(covers()).isEqualTo(false);
        page.evaluate("() => document.querySelector('.toast').remove()");
        page.locator("#first").focus();
        page.evaluate("() => tell('Moved')");
        assertThat(covers()).isEqualTo(false);
        assertThat(top()).as("the next one, at the foot again").isEqualTo(false);
    }

    @Test
    void itStandsAtTheFootWhereThatIsFreeAndWhereNothingIs() {
        for (var width : new int[] {320, 1024}) {
            open(PAGE, fresh -> fresh.setViewportSize(width, 800));
            page.locator("#first").focus();
            page.evaluate("() => tell('Archived')");
            assertThat(top()).isEqualTo(false);
            page.locator("#whole").focus();
            assertThat(top()).isEqualTo(false);
            page.locator(".undo").focus();
            assertThat(top()).as("its own button").isEqualTo(false);
        }
    }
}
