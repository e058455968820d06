package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Messages;
import org.kantor.webmail.fake.MemoryMail;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.shell.Suggestions.Person;

class PastSendersTest {

    private static final AccountId ALICE = new AccountId(1);

    private final MemoryMail mail = new MemoryMail();
    private final Mailbox inbox = mail.find(ALICE, Mailbox.INBOX).orElseThrow();

    private void from(String sender) {
        mail.deliver(
                inbox.id(),
                ("From: " + sender + "\r\nSubject: x\r\n\r\nx\r\n").getBytes(StandardCharsets.UTF_8),
                0,
                Instant.EPOCH);
    }

    private List<Person> found(int most) {
        var view = mail.view(ALICE, inbox.id());
        var hits = IntStream.range(0, view.size())
                .mapToObj(i -> new MailSearch.Hit(inbox.id(), view.uid(i), view.message(i)))
                .toList();
        return new PastSenders(Stand.in(Messages.class, mail)).of(ALICE, hits, most);
    }

    @Test
    void whoHasOnlyWrittenIsFoundOnceTheBusiestFirst() {
        from("Bulk News <news@bulk.example>");
        from("offers@bulk.example");
        from("Offers <Offers@Bulk.example>");
        assertThat(found(4))
                .containsExactly(new Person("", "offers@bulk.example"), new Person("Bulk News", "news@bulk.example"));
        assertThat(found(1)).hasSize(1);
    }

    @Test
    void howeverMuchThereIsTheStoreIsAskedOnce() {
        for (var i = 0; i < 250; i++) {
            from("s" + i + "@bulk.example");
        }
        var before = mail.summaryQueries();
        assertThat(found(300)).hasSize(250);
        assertThat(mail.summaryQueries() - before).isEqualTo(1);
    }

    @Test
    void nobodyIsLookedUpWhereNothingIsFound() {
        assertThat(found(4)).isEmpty();
        assertThat(mail.summaryQueries()).isZero();
    }
}
