package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.submission.Submissions;
import org.kantor.tx.Transactions;
import org.kantor.webmail.content.Attacks;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.fake.Lookout;
import org.kantor.webmail.fake.MemorySettings;
import org.kantor.webmail.fake.PageTest;
import org.kantor.webmail.fake.Stand;

/** Every attack of the corpus as a signature that somebody wrote without our editor, in the editor that shows it. */
class HostileSignatureBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html>%s<k-editor></k-editor><script type="module">
              import '/ui/editor.js';
              document.body.id = 'ready';
            </script>""".formatted(Lookout.TITLE);
    private static final Account ALICE = Alice.person(1, "alice", "Alice");

    private Lookout open() {
        var lookout = new Lookout(url -> url.startsWith(Chromium.ROOT + "ui/") || url.equals(Chromium.ROOT));
        open(PAGE, lookout::over);
        return lookout;
    }

    /** Shows it as a signature below a message. */
    private void sign(String html) {
        page.evaluate(
                "(html) => { const editor = document.querySelector('k-editor'); editor.load('', '', false); editor.sign({ html, text: '' }, { html: '', text: '' }); }",
                html);
    }

    @Test
    void noAttackSucceedsInASignature() {
        var identities = new Identities();
        identities.settings = new MemorySettings();
        identities.submissions = Stand.in(Submissions.class, new Alice.Sent());
        identities.directory = Stand.in(Directory.class, new Alice());
        identities.transactions = Stand.in(Transactions.class, new Alice.Sent());
        var address = EmailAddress.of("alice@example.org");
        var lookout = open();
        var tooLong = new ArrayList<String>();
        for (var attack : Attacks.all()) {
            try {
                identities.keep(
                        ALICE, List.of(new Identity(address, "Alice", "", attack.html(), "")), List.of(), "alice");
                sign(identities.of(ALICE).getFirst().signature());
            } catch (Refused refused) {
                tooLong.add(attack.html());
            }
        }
        assertThat(lookout.seen(page)).isEmpty();
        assertThat(tooLong)
                .as("what nobody can keep")
                .allMatch(html -> OwnHtml.signature(html, Set.of()).length() > Identities.MAX_SIGNATURE);
    }

    /** If this test fails, the other sees nothing and proves nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"on-img-error", "css-url", "iframe-srcdoc"})
    void anAttackThatNothingStopsIsSeen(String name) {
        var lookout = open();
        sign(Attacks.called(name).html());
        assertThat(lookout.seen(page)).isNotEmpty();
    }
}
