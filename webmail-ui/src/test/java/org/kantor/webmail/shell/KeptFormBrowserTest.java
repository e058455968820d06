package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** What a form whose page is built anew gives the server, in a real browser. */
class KeptFormBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><base href="/"></head><body>
            <div class="form"><input data-field="title" data-label="Title"><input data-field="notes"><k-keeps-form data-form="f" data-kind="task" data-account="1"></k-keeps-form></div>
            <script type="module">
              import '/ui/kept-form.js';
              const form = () => document.querySelector('.form');
              const set = (of, ...values) => [...of.querySelectorAll('input')].forEach((input, i) => (input.value = values[i]));
              const frame = () => new Promise(requestAnimationFrame);
              /** Begins with a title and notes; then something is typed, and the page is built anew with what the server has by then, and says meanwhile. Answers what it is given. */
              window.given = async (each, typed, now, said) => {
                set(form(), 'Call', 'old');
                await frame();
                const keeper = form().querySelector('k-keeps-form');
                if (each) {
                  keeper.dataset.each = true;
                  keeper.has({ title: 'Call', notes: 'old' });
                } else {
                  keeper.begun = keeper.values();
                }
                set(form(), ...typed);
                const anew = form().cloneNode(true);
                set(anew, ...now);
                let filled = 'nothing';
                anew.querySelector('k-keeps-form').addEventListener('k-fill', (event) => (filled = event.detail.json));
                form().replaceWith(anew);
                said && anew.querySelector('k-keeps-form').has(said);
                await frame();
                await frame();
                return filled;
              };
              document.body.id = 'ready';
            </script></body></html>""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    @Test
    void ofAFormWhoseFieldsAreSavedEachByItselfOnlyWhatWasTypedIsGiven() {
        assertThat(page.evaluate("given(true, ['Call Bob', 'old'], ['Call', 'others wrote that'])"))
                .isEqualTo("[[\"title\",\"Call Bob\",\"Title\"]]");
    }

    @Test
    void whereNothingWasTypedWhatOthersWroteStays() {
        assertThat(page.evaluate("given(true, ['Call', 'old'], ['Call', 'others wrote that'])"))
                .isEqualTo("nothing");
    }

    @Test
    void whatTheServerSaysMeanwhileIsWhatItHas() {
        assertThat(
                        page.evaluate(
                                "given(true, ['Call', 'old'], ['Call', 'others wrote that'], { title: 'Call', notes: 'others wrote that' })"))
                .isEqualTo("nothing");
        assertThat(page.evaluate("(form => form.unsaved(form.values()))(document.querySelector('k-keeps-form'))"))
                .isEqualTo("[]");
    }

    @Test
    void aFormThatIsSavedAsAWholeIsGivenAsAWhole() {
        assertThat(page.evaluate("given(false, ['Call Bob', 'old'], ['Call', 'old'])"))
                .isEqualTo("[[\"title\",\"Call Bob\",\"Title\"],[\"notes\",\"old\",\"\"]]");
    }
}
