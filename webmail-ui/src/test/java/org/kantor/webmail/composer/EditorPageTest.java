package org.kantor.webmail.composer;

import org.junit.jupiter.api.BeforeEach;
import org.kantor.webmail.fake.PageTest;

/** What tests of the editor share: the element alone in a real browser, without a server. */
abstract class EditorPageTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><body><k-editor></k-editor>
            <script type="module">
              import { clean } from '/ui/editor.js';
              const within = (promise) => Promise.race([promise, new Promise((_, no) => setTimeout(() => no(new Error('it did not end')), 10_000))]);
              Object.assign(window, { within, clean });
              document.querySelector('k-editor').labels = {
                link: 'Link', table: 'Table', insert: 'Insert', change: 'Change', unlink: 'Remove', noLink: 'Not {0}', cancel: 'Cancel', richAgain: 'Again?', richAgainDo: 'Go on',
                pictureTools: 'Picture', small: 'Small', fit: 'Fit', original: 'Original', describe: 'Describe', description: 'Words', pictureRemove: 'Take out',
              };
              document.body.id = 'ready';
            </script></body></html>""";

    @BeforeEach
    void open() {
        open(PAGE, fresh -> {});
    }

    /** Fills the editor, puts the caret at the end of the element with that id or else of all, does commands and types; answers the text's HTML. */
    final String edited(String html, String... acts) {
        page.evaluate("""
                html => {
                  const editor = document.querySelector('k-editor');
                  editor.load(html, '', false);
                  editor.focusEnd();
                  const at = document.getElementById('at');
                  if (at) {
                    getSelection().selectAllChildren(at);
                    document.getElementById('to') ? getSelection().extend(document.getElementById('to'), 1) : getSelection().collapseToEnd();
                    editor.rich.querySelectorAll('[id]').forEach((element) => element.removeAttribute('id'));
                  }
                  editor.history.forget();
                  editor.mark();
                }""", html);
        for (var act : acts) {
            act(act);
        }
        return act("");
    }

    /** Does a command ("do"), presses a key ("press") or types; answers the text's HTML. */
    final String act(String act) {
        if (act.startsWith("do ")) {
            page.evaluate(
                    "act => document.querySelector('k-editor').command(...act.split(' '))",
                    act.substring("do ".length()));
        } else if (act.startsWith("press ")) {
            page.keyboard().press(act.substring("press ".length()));
        } else {
            page.keyboard().type(act);
        }
        return (String) page.evaluate("() => document.querySelector('k-editor').html");
    }

    /** Puts a table of that size below a paragraph, with the caret in its first cell. */
    final void tableOf(int rows, int columns) {
        edited("<p id=at>t</p>", "do table");
        page.locator("dialog.ask input").first().fill(Integer.toString(rows));
        page.locator("dialog.ask input").last().fill(Integer.toString(columns));
        page.keyboard().press("Enter");
        page.waitForFunction("() => document.querySelector('k-editor table')");
    }
}
