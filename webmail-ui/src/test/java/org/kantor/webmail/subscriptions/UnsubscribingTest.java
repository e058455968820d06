package org.kantor.webmail.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kantor.kernel.EmailAddress;
import org.kantor.webmail.content.HeaderFields;

class UnsubscribingTest {

    private static final String POST = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";

    private static Optional<Unsubscribing> of(String header) {
        return Unsubscribing.of(
                HeaderFields.of((header + "\r\n").getBytes(StandardCharsets.UTF_8)),
                domain -> domain.value().equals("ours.example"));
    }

    @Test
    void oneClickGoesBeforeAMessageAndAMessageBeforeAPage() {
        assertThat(of("List-Unsubscribe: <mailto:off@news.example>,\r\n <https://news.example/u?t=1>\r\n" + POST))
                .contains(new Unsubscribing.OneClick(URI.create("https://news.example/u?t=1")));
        assertThat(of("List-Unsubscribe: <https://news.example/u>, <mailto:off@news.example?subject=Off%20please>\r\n"))
                .contains(new Unsubscribing.Mail(EmailAddress.of("off@news.example"), "Off please"));
        assertThat(of("List-Unsubscribe: <http://news.example/u>\r\n" + POST))
                .contains(new Unsubscribing.Page(URI.create("http://news.example/u")));
        assertThat(of("Subject: x\r\n")).isEmpty();
    }

    @Test
    void nothingButTheseThreeSchemesIsAWay() {
        for (var bad : new String[] {
            "<javascript:alert(1)>",
            "<file:///etc/passwd>",
            "<https:///no-host>",
            "<mailto:>",
            "<mailto:a@x,b@x>",
            "https://without.brackets",
            "<https://bad host/>"
        }) {
            assertThat(of("List-Unsubscribe: " + bad + "\r\n" + POST)
                            .filter(way -> !(way instanceof Unsubscribing.OneClick(var a)
                                    && a.getHost().equals("badhost"))))
                    .as(bad)
                    .isEmpty();
        }
    }

    @Test
    void noColleagueIsWrittenTo() {
        assertThat(of("List-Unsubscribe: <mailto:boss@ours.example?subject=I%20quit>\r\n"))
                .isEmpty();
        assertThat(of("List-Unsubscribe: <mailto:boss@OURS.example>, <https://news.example/u>\r\n"))
                .contains(new Unsubscribing.Page(URI.create("https://news.example/u")));
        assertThat(of("List-Unsubscribe: <mailto:boss@ours.example>, <mailto:off@news.example>\r\n"))
                .contains(new Unsubscribing.Mail(EmailAddress.of("off@news.example"), "unsubscribe"));
    }

    @Test
    void aMessagesSubjectCannotHoldAnotherHeader() {
        var mail = (Unsubscribing.Mail)
                of("List-Unsubscribe: <mailto:off@news.example?subject=a%0D%0ABcc:%20x@y&cc=x@y>\r\n")
                        .orElseThrow();
        var draft = org.kantor.mail.compose.Draft.of(
                        org.kantor.mail.compose.Person.of(EmailAddress.of("a@example.org")))
                .withSubject(mail.subject());
        assertThat(draft.subject()).doesNotContain("\r", "\n");
    }

    @Test
    @Timeout(60)
    void anAddressThatNeverEndsIsNoWayAndTakesNoTime() {
        assertThat(of("List-Unsubscribe: <" + " ".repeat(20_000) + "x\r\n")).isEmpty();
        assertThat(of("List-Unsubscribe: " + "<".repeat(20_000) + "\r\n")).isEmpty();
    }
}
