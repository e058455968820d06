package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.fake.MemoryMail;
import org.kantor.webmail.fake.Stand;

class ArrivalsTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final Actor ACTOR = new Actor("web", "test", ALICE);
    private static final Instant MORNING = Instant.parse("2026-11-25T03:12:00Z");

    private final MemoryMail mail = new MemoryMail();
    private MailboxId inbox = new MailboxId(1);
    private Arrivals arrivals;

    @BeforeEach
    void open() {
        inbox = mail.find(ALICE, "INBOX").orElseThrow().id();
        deliver("Carol Wijaya", 0, 0);
        arrivals = new Arrivals(Stand.in(Messages.class, mail), ALICE, inbox);
    }

    private long deliver(String from, int flags, int minutesLater) {
        var raw = "From: " + from + " <x@example.org>\r\nSubject: s\r\n\r\nx\r\n";
        return mail.deliver(
                inbox, raw.getBytes(StandardCharsets.UTF_8), flags, MORNING.plusSeconds(60L * minutesLater));
    }

    @Test
    void whatWasThereBeforeIsNoNews() {
        assertThat(arrivals.look()).isEqualTo(new Arrivals.Fresh(0, ""));
    }

    @Test
    void newMailIsCountedOnceWithTheLatestSender() {
        deliver("Bob Siregar", 0, 1);
        deliver("Dave Okafor", 0, 2);
        assertThat(arrivals.look()).isEqualTo(new Arrivals.Fresh(2, "Dave Okafor"));
        assertThat(arrivals.look().count()).isZero();
    }

    @Test
    void whatArrivesReadIsNoNews() {
        deliver("Bob Siregar", Flags.SEEN, 1);
        assertThat(arrivals.look().count()).isZero();
    }

    @Test
    void whatIsMovedBackHereIsNoNews() {
        var old = deliver("Bob Siregar", 0, 1);
        deliver("Dave Okafor", 0, 2);
        arrivals.look();
        var archive = mail.bySpecialUse(ALICE, SpecialUse.ARCHIVE).orElseThrow().id();
        var there = mail.move(ALICE, inbox, new long[] {old}, archive, ACTOR).target();
        mail.move(ALICE, archive, there, inbox, ACTOR);
        assertThat(arrivals.look().count()).isZero();
    }
}
