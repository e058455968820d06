package org.kantor.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That nothing is lost when a message between page and server was, and Flow builds the whole page anew. */
class RebuiltPageSystemTest extends WritingSystemTest {

    private static final Pattern NUMBERS = Pattern.compile("\"(?:syncId|clientId)\":\\d+");

    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /** Of what the server answers next so much is lost; then the page asks for all of itself, as it does when it has missed a message. */
    private AtomicInteger rebuild(int lost) {
        var times = new AtomicInteger();
        page.route(ASKED, route -> {
            var said = route.request().postData();
            var time = said == null ? lost + 1 : times.getAndIncrement();
            if (time < lost) {
                var answer = route.fetch();
                var numbers = NUMBERS.matcher(answer.text())
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .collect(Collectors.joining(","));
                route.fulfill(
                        new Route.FulfillOptions().setResponse(answer).setBody("{" + numbers + ",\"changes\":[]}"));
            } else if (time == lost) {
                route.resume(
                        new Route.ResumeOptions().setPostData(said.replaceFirst("\\{", "{\"resynchronize\":true,")));
            } else {
                route.resume();
            }
        });
        return times;
    }

    private void isRebuilt() {
        page.waitForCondition(() -> Boolean.FALSE.equals(page.evaluate("window.former.isConnected")));
        page.unroute(ASKED);
    }

    private void write(String text) {
        composer(page).locator(".rich").focus();
        page.keyboard().type(text);
    }

    @Test
    void theComposerGoesOnWithAllThatIsInIt() {
        signIn("carol");
        var word = word();
        compose();
        page.keyboard().type("bob@example.org,");
        composer(page).locator("input.subject").fill(word);
        write("sebelum");
        page.setInputFiles("k-composer .file-input >> nth=0", file("catatan.txt", "text/plain"));
        page.setInputFiles("k-composer .file-input >> nth=1", file("titik.png", "image/png"));
        assertThat(composer(page).locator(".file")).hasCount(1);
        assertThat(composer(page).locator(".rich img")).hasCount(1);
        assertThat(composer(page).locator(".saved")).containsText("saved");
        composer(page).locator("[data-do=copies]").click();
        page.keyboard().type("setengah@");
        composer(page).locator(".rich").focus();
        page.evaluate("window.former = document.querySelector('k-composer')");
        rebuild(0);
        page.keyboard().press("Control+End");
        page.keyboard().type(" sesudah");
        isRebuilt();
        assertThat(composer(page)).hasCount(1);
        assertThat(composer(page).locator(".rich")).isFocused();
        page.keyboard().type(" dan lagi");
        assertThat(composer(page).locator(".rich")).containsText("sesudah dan lagi");
        assertThat(composer(page).locator(".rich img")).hasCount(1);
        assertThat(composer(page).locator("input.subject")).hasValue(word);
        assertThat(composer(page).locator("[data-field=to] .person")).containsText("Bob");
        assertThat(composer(page).locator("[data-field=cc]")).containsText("setengah");
        assertThat(composer(page).locator(".file")).containsText("catatan.txt");
        assertThat(composer(page).locator(".saved")).containsText("saved");
        assertThat(drafts("carol", word)).hasSize(1);
        assertThat(draft("carol", word)).contains("dan lagi", "catatan.txt", "Content-ID", "bob@example.org");
        isKept(page, 0);
        // what is attached from then on has a door
        page.setInputFiles("k-composer .file-input >> nth=0", file("kedua.txt", "text/plain"));
        assertThat(composer(page).locator(".file")).hasCount(2);
        composer(page).locator("[data-field=cc] .person button").last().click();
        page.keyboard().press("Control+Enter");
        Client.await("the message", () -> Client.has("bob", "INBOX", word));
        assertThat(drafts("carol", word)).isEmpty();
    }

    @Test
    void anAnswerThatWasOpenedInTheLostMessageHasItsQuotation() {
        var word = word();
        deliver("carol@example.org", word, 0);
        signIn("carol");
        row(word).click();
        assertThat(page.locator(".reader .rsub")).containsText(word);
        page.evaluate("window.former = document.querySelector('.app')");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        var times = rebuild(1);
        page.keyboard().press("r");
        page.waitForCondition(() -> times.get() > 0);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(composer(page)).hasCount(0);
        page.locator(".row").nth(1).click();
        isRebuilt();
        assertThat(composer(page).locator(".person")).containsText("joko");
        assertThat(composer(page).locator("input.subject")).hasValue("Re: " + word);
        assertThat(composer(page).locator(".plain")).hasValue(Pattern.compile("> Text 0"));
        composer(page).locator("[data-do=discard]").click();
    }

    @Test
    void whatIsSentInTheLostMessageIsSentOnce() {
        signIn("carol");
        var word = word();
        compose();
        page.keyboard().type("bob@example.org,");
        composer(page).locator("input.subject").fill(word);
        assertThat(composer(page).locator(".saved")).containsText("saved");
        page.evaluate("window.former = document.querySelector('k-composer')");
        rebuild(0);
        page.keyboard().press("Control+Enter");
        isRebuilt();
        Client.await("the message", () -> Client.has("bob", "INBOX", word));
        assertThat(composer(page)).hasCount(0);
        assertThat(drafts("carol", word)).isEmpty();
        assertThat(Client.search("bob:bob-demo", "INBOX", word).strip().split(" "))
                .hasSize(1);
        isKept(page, 0);
    }

    private static FilePayload file(String name, String type) {
        return new FilePayload(name, type, type.startsWith("image/") ? PICTURE : name.getBytes(StandardCharsets.UTF_8));
    }
}
