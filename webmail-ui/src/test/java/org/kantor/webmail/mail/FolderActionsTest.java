package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.Mailboxes;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.SpecialUse;
import org.kantor.tx.Transactions;
import org.kantor.webmail.fake.MemoryMail;
import org.kantor.webmail.fake.Stand;

class FolderActionsTest {

    private static final AccountId ALICE = new AccountId(1);

    private final MemoryMail mail = new MemoryMail();
    private final FolderActions actions = new FolderActions(
            Stand.in(Mailboxes.class, mail),
            Stand.in(Messages.class, mail),
            Stand.in(Transactions.class, new NoTransaction()),
            ALICE,
            new Actor("web", "test", ALICE));

    /** Does the work at once. */
    public static final class NoTransaction {
        public <T> T call(java.util.function.Supplier<T> work) {
            return work.get();
        }

        public void run(Runnable work) {
            work.run();
        }
    }

    private List<String> names() {
        return mail.list(ALICE).stream()
                .filter(FolderActions::own)
                .map(Mailbox::name)
                .sorted()
                .toList();
    }

    private int messages(String name) {
        var box = mail.find(ALICE, name).orElseThrow();
        return mail.status(ALICE, box.id()).messages();
    }

    private void deliver(Mailbox box) {
        mail.deliver(box.id(), "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8), 0, Instant.EPOCH);
    }

    @Test
    void aNewFolderIsSubscribedSoThatClientsShowItToo() {
        var made = actions.create("", "  Invoices ");
        actions.create(made.name(), "2026");
        assertThat(names()).containsExactly("Invoices", "Invoices/2026");
        assertThat(mail.subscriptions(ALICE)).contains("Invoices", "Invoices/2026");
    }

    @Test
    void aNameOfOneLevelHasNoSlash() {
        assertThatThrownBy(() -> actions.create("", "a/b")).isInstanceOf(Refused.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void aRenamedFolderStaysInItsPlaceWithItsSubscription() {
        actions.create("", "Plant");
        var made = actions.create("Plant", "Visits");
        actions.rename(made.id(), "Tours");
        assertThat(names()).containsExactly("Plant", "Plant/Tours");
        assertThat(mail.subscriptions(ALICE)).contains("Plant/Tours").doesNotContain("Plant/Visits");
    }

    @Test
    void aFolderIsPutIntoAnotherWithWhatLiesInItAndTakenBack() {
        actions.create("", "Plant");
        var visits = actions.create("", "Visits");
        actions.create("Visits", "2026");
        var undo = actions.move(visits.id(), "Plant");
        assertThat(names()).containsExactly("Plant", "Plant/Visits", "Plant/Visits/2026");
        assertThat(mail.subscriptions(ALICE)).contains("Plant/Visits/2026").doesNotContain("Visits/2026");
        undo.run();
        assertThat(names()).containsExactly("Plant", "Visits", "Visits/2026");
        actions.move(visits.id(), "Plant");
        actions.move(visits.id(), "");
        assertThat(names()).containsExactly("Plant", "Visits", "Visits/2026");
    }

    @Test
    void whatLayInADeletedFolderIsInTrashAndUndoBringsBoth() {
        var plant = actions.create("", "Plant");
        var visits = actions.create("Plant", "Visits");
        deliver(plant);
        deliver(visits);
        deliver(visits);
        var undo = actions.delete(plant.id());
        assertThat(names()).isEmpty();
        assertThat(messages("Trash")).isEqualTo(3);
        undo.run();
        assertThat(names()).containsExactly("Plant", "Plant/Visits");
        assertThat(messages("Plant")).isEqualTo(1);
        assertThat(messages("Plant/Visits")).isEqualTo(2);
        assertThat(messages("Trash")).isZero();
    }

    @Test
    void inboxAndTheSpecialUsesStay() {
        var trash = mail.bySpecialUse(ALICE, SpecialUse.TRASH).orElseThrow();
        assertThatThrownBy(() -> actions.delete(trash.id())).isInstanceOf(Refused.class);
        var inbox = mail.find(ALICE, "INBOX").orElseThrow();
        assertThatThrownBy(() -> actions.rename(inbox.id(), "In")).isInstanceOf(Refused.class);
    }
}
