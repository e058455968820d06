package org.kantor.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {

    @ParameterizedTest
    @CsvSource({
        "https://bank.example/login, https://evil.test/, evil.test",
        "www.bank.example, http://bank.example.evil.test/, bank.example.evil.test",
        "bank.example, https://bank.example@evil.test/x, evil.test",
        "BANK.example, https://203.0.113.9/x, 203.0.113.9",
        "https://bank.co.id/, https://other.co.id/, other.co.id",
        "https://bank.example, https://xn--bnk-6cd.example/, bаnk.example",
        "bank.example/pay, https://click.mailer.test/?u=bank.example, click.mailer.test",
        "https://bank.example, https://evil.test\\bank.example, evil.test"
    })
    void aLinkThatLeadsElsewhereIsFound(String text, String address, String host) {
        assertThat(Links.mismatch(text, address)).contains(host);
    }

    @ParameterizedTest
    @CsvSource({
        "https://bank.example/a, https://www.bank.example/b",
        "bank.example, https://login.bank.example:443/",
        "Read more, https://evil.test/",
        "Agenda.pdf, https://files.example/1",
        "bob@bank.example, https://evil.test/",
        "https://a.bank.co.id, https://b.bank.co.id/",
        "v1.2, https://evil.test/",
        "bank.example, mailto:x@evil.test"
    })
    void aLinkThatSaysWhereItGoesOrNothingIsLeftAlone(String text, String address) {
        assertThat(Links.mismatch(text, address)).isEqualTo(Optional.empty());
    }

    @Test
    void theMarkIsOursAlone() {
        var body = HtmlSanitiser.sanitise(
                        "<a title=\"all is well\" href=\"https://evil.test/\">https://bank.example</a> <a class=\"k-elsewhere\" title=x href=\"https://evil.test/\">go</a>",
                        Map.of(),
                        false)
                .body();
        assertThat(body)
                .contains("title=\"evil.test\"", "class=\"k-elsewhere\"")
                .doesNotContain("all is well")
                .containsOnlyOnce("k-elsewhere");
    }
}
