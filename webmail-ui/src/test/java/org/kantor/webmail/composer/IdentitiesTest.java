package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Person;

class IdentitiesTest {

    private static final List<EmailAddress> SALES = addresses("sales@example.org", "offers@example.org");

    private static List<EmailAddress> addresses(String... addresses) {
        return List.of(addresses).stream().map(EmailAddress::of).toList();
    }

    private static List<Identity> identities(String... addresses) {
        return addresses(addresses).stream()
                .map(address -> Identity.of(address, "Alice"))
                .toList();
    }

    private static String answering(List<Identity> own, List<EmailAddress> mailbox, String... recipients) {
        var people = addresses(recipients).stream().map(Person::of).toList();
        return Identities.answering(own, mailbox, people).address().toString();
    }

    @Test
    void aMessageInASharedMailboxIsAnsweredAsTheMailboxByTheAddressItWasWrittenTo() {
        var own = identities("alice@example.org", "sales@example.org", "offers@example.org");
        assertThat(answering(own, SALES, "joko@sumbermakmur.example", "alice@example.org", "Offers@example.org"))
                .isEqualTo("offers@example.org");
        assertThat(answering(own, SALES, "list@example.org")).isEqualTo("sales@example.org");
        assertThat(answering(own, SALES, "alice@example.org")).isEqualTo("sales@example.org");
    }

    @Test
    void whoMayNotSendAsTheMailboxAnswersAsThemselves() {
        var own = identities("alice@example.org", "al@example.org");
        assertThat(answering(own, SALES, "sales@example.org")).isEqualTo("alice@example.org");
        assertThat(answering(own, SALES, "al@example.org", "sales@example.org")).isEqualTo("al@example.org");
    }

    @Test
    void onesOwnMessageIsAnsweredAsTheIdentityItWasWrittenToElseAsTheFavourite() {
        var own = identities("alice@example.org", "sales@example.org");
        assertThat(answering(own, List.of(), "sales@example.org")).isEqualTo("sales@example.org");
        assertThat(answering(own, List.of(), "list@example.org")).isEqualTo("alice@example.org");
    }
}
