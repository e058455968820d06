package org.kantor.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the browser is told on the way to the log-in page, over HTTPS under the local authority and over HTTP on loopback. */
class HttpsSystemTest {

    private static List<String> cookies(String url) {
        return Client.run(
                        "curl",
                        "-sS",
                        "--max-time",
                        "30",
                        "--cacert",
                        Suite.authority().toString(),
                        "-I",
                        url)
                .ok()
                .output()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie:"))
                .toList();
    }

    @Test
    void cookiesSetOverHttpsAreForHttpsOnly() {
        assertThat(cookies(Suite.webTls() + "/"))
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("; secure").containsIgnoringCase("; httponly"));
    }

    @Test
    void onLoopbackTheyWorkWithoutHttpsToo() {
        assertThat(cookies(Suite.web() + "/"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .doesNotContainIgnoringCase("; secure")
                        .containsIgnoringCase("; httponly"));
    }
}
