package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kantor.directory.Directory;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.DomainName;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.MemoryMail;
import org.kantor.webmail.fake.Stand;

class PeopleTest {

    private static final AccountId ALICE = new AccountId(1);

    private final MemoryMail mail = new MemoryMail();

    /** Nobody in it. */
    public static class Empty {
        public List<?> suggest(AccountId account, String text, int most) {
            return List.of();
        }

        public List<?> groups(AccountId account, String text, int most) {
            return List.of();
        }

        public List<?> find(String text, int offset, int limit) {
            return List.of();
        }

        public boolean isLocal(DomainName domain) {
            return domain.value().equals("example.org");
        }

        public Optional<?> byAddress(EmailAddress address) {
            return Optional.empty();
        }
    }

    /** With somebody in the directory and some in the address books, whose names have a word that begins with "an". */
    public static final class Somebody extends Empty {
        @Override
        public List<?> suggest(AccountId account, String text, int most) {
            return List.of(
                    new AddressBooks.Suggestion("Joan", "joan@far.example"),
                    new AddressBooks.Suggestion("Ani", "ani@far.example"));
        }

        @Override
        public List<?> find(String text, int offset, int limit) {
            return List.of(Alice.person(2, "ana", "Ana"));
        }
    }

    private List<String> suggested(String text) {
        return suggested(text, new Empty());
    }

    private List<String> suggested(String text, Empty known) {
        var people = new People(
                Stand.in(Directory.class, known),
                Stand.in(AddressBooks.class, known),
                Stand.in(Mailboxes.class, mail),
                Stand.in(Messages.class, mail),
                ALICE);
        return people.suggest(text).stream().map(People.Suggestion::address).toList();
    }

    private void message(String folder, String header, int flags) {
        var box = mail.find(ALICE, folder).orElseThrow();
        mail.deliver(box.id(), (header + "\r\n\r\nx\r\n").getBytes(StandardCharsets.UTF_8), flags, Instant.EPOCH);
    }

    @Test
    void whoHasOnlyWrittenIsNotOfferedAndWhoWasAnsweredOrWrittenToIs() {
        assertThat(mail.bySpecialUse(ALICE, SpecialUse.SENT)).isPresent();
        message("INBOX", "From: Bob Lee <bob@exarnple.org>", Flags.SEEN);
        message("INBOX", "From: Bob Lee <bob.lee@far.example>", Flags.SEEN | Flags.ANSWERED);
        message("Sent", "From: alice@example.org\r\nTo: Bobby <bobby@far.example>", Flags.SEEN);
        assertThat(suggested("bob")).containsExactlyInAnyOrder("bob.lee@far.example", "bobby@far.example");
    }

    @Test
    void whoeverIsWrittenToMostComesFirstAndWhoseNameOnlyHasItSomewhereLast() {
        message("INBOX", "From: Andi <andi@far.example>", Flags.SEEN | Flags.ANSWERED);
        message("Sent", "From: alice@example.org\r\nTo: Anton <anton@far.example>", Flags.SEEN);
        message("Sent", "From: alice@example.org\r\nTo: a@far.example\r\nCc: ANWAR@far.example", Flags.SEEN);
        message("Sent", "From: alice@example.org\r\nTo: Anwar <anwar@far.example>", Flags.SEEN);
        message("Sent", "From: alice@example.org\r\nTo: Susan <susan@far.example>", Flags.SEEN);
        assertThat(suggested("an", new Somebody()))
                .containsExactly(
                        "anwar@far.example",
                        "anton@far.example",
                        "ani@far.example",
                        "ana@example.org",
                        "andi@far.example",
                        "susan@far.example",
                        "joan@far.example");
    }
}
