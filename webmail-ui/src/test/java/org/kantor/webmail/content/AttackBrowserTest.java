package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.webmail.content.ServedAttacks.Way;
import org.kantor.webmail.fake.Chromium;
import org.kantor.webmail.fake.Lookout;

/** Opens every attack of the corpus in a real browser. A canary shows that the same eyes see an attack that nobody stopped. */
class AttackBrowserTest {

    private static ServedAttacks attacks;

    @BeforeAll
    static void start() throws IOException {
        attacks = new ServedAttacks();
    }

    @AfterAll
    static void stop() {
        attacks.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RAW")
    void noAttackSucceeds(Way way) {
        for (var address : attacks.pages(way)) {
            assertThat(opened(way, address)).as(address).isEmpty();
        }
    }

    /** If this test fails, the other sees nothing and proves nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-plain",
                "on-img-error",
                "svg-onload",
                "css-url",
                "sheet-import",
                "meta-refresh",
                "iframe-srcdoc",
                "link-stylesheet"
            })
    void anAttackThatNothingStopsIsSeen(String name) {
        assertThat(opened(Way.RAW, attacks.page(Way.RAW, name))).isNotEmpty();
    }

    private static List<String> opened(Way way, String address) {
        var lookout = new Lookout(url -> attacks.isExpected(way, url));
        try (var context = Chromium.shared().browser().newContext()) {
            var page = context.newPage();
            lookout.over(page);
            page.navigate(address);
            return lookout.seen(page);
        }
    }
}
