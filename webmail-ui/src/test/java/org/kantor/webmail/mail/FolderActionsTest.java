package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.shell.TextButton;

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
        public <T> T call(Supplier<T> work) {
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
    void aNameThatIsTakenIsRefusedAtTheFieldInThePersonsLanguage() {
        new OpenUi(Locale.of("id"));
        actions.create("", "Tagihan");
        var form = new FolderForm("", "", "Tagihan", name -> actions.create("", name));
        var button = below(form, TextButton.class)
                .filter(each -> each.hasClassName("primary"))
                .findFirst()
                .orElseThrow();
        ComponentUtil.fireEvent(button, new ClickEvent<>(button));
        var field = below(form, TextField.class).findFirst().orElseThrow();
        assertThat(field.isInvalid()).isTrue();
        assertThat(field.getErrorMessage()).isEqualTo("Sudah ada folder dengan nama ini.");
        field.setValue("a/b");
        ComponentUtil.fireEvent(button, new ClickEvent<>(button));
        assertThat(field.getErrorMessage()).isEqualTo("Nama folder tidak boleh memuat garis miring.");
        assertThat(names()).containsExactly("Tagihan");
    }

    private static <C extends Component> Stream<C> below(Component component, Class<C> type) {
        return component
                .getChildren()
                .flatMap(child -> Stream.concat(
                        type.isInstance(child) ? Stream.of(type.cast(child)) : Stream.empty(), below(child, type)));
    }

    @AfterEach
    void close() {
        UI.setCurrent(null);
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
        var done = actions.delete(plant.id()).last().get();
        assertThat(done.count()).isEqualTo(3);
        assertThat(names()).isEmpty();
        assertThat(messages("Trash")).isEqualTo(3);
        done.takeBack();
        assertThat(names()).containsExactly("Plant", "Plant/Visits");
        assertThat(messages("Plant")).isEqualTo(1);
        assertThat(messages("Plant/Visits")).isEqualTo(2);
        assertThat(messages("Trash")).isZero();
    }

    /** Two folders with more messages than are changed together; answers the first. */
    private Mailbox large() {
        var plant = actions.create("", "Plant");
        var visits = actions.create("Plant", "Visits");
        for (var i = 0; i < BulkWork.BATCH + 2; i++) {
            deliver(plant);
            deliver(visits);
        }
        return plant;
    }

    private List<Integer> large(int trash) {
        assertThat(names()).containsExactly("Plant", "Plant/Visits");
        assertThat(messages("Trash")).isEqualTo(trash);
        return List.of(messages("Plant"), messages("Plant/Visits"));
    }

    @Test
    void aLargeFolderStaysUntilAllOfItIsInTrashAndWhatWasMovedComesBack() {
        var work = actions.delete(large().id());
        assertThat(work.messages()).isEqualTo(1_004);
        assertThat(work.batches()).hasSize(4);
        var done = work.batches().subList(0, 3).stream().map(Supplier::get).toList();
        assertThat(large(1_002)).containsExactly(0, 2);
        done.reversed().forEach(MailActions.Done::takeBack);
        assertThat(large(0)).containsExactly(502, 502);
    }

    @Test
    void whatComesToALargeFolderWhileItIsEmptiedIsInTrashTooAndAllComesBackToTheFolderThatIsMadeAnew() {
        var plant = large();
        var work = actions.delete(plant.id());
        var done = new ArrayList<>(work.batches().stream().map(Supplier::get).toList());
        deliver(plant);
        deliver(actions.create("Plant", "Late"));
        // what a person called otherwise meanwhile is meant all the same
        actions.rename(plant.id(), "Garden");
        done.add(work.last().get());
        assertThat(names()).isEmpty();
        assertThat(messages("Trash")).isEqualTo(1_006);
        assertThat(mail.subscriptions(ALICE)).isEmpty();
        done.reversed().forEach(MailActions.Done::takeBack);
        assertThat(names()).containsExactly("Garden", "Garden/Late", "Garden/Visits");
        assertThat(messages("Garden")).isEqualTo(503);
        assertThat(messages("Garden/Late")).isEqualTo(1);
        assertThat(messages("Garden/Visits")).isEqualTo(502);
        assertThat(messages("Trash")).isZero();
    }

    @Test
    void aFolderWithASpecialUseInItStaysAndNothingMoves() {
        var plant = large();
        mail.create(ALICE, "Plant/Post", SpecialUse.SCHEDULED, new Actor("web", "test", ALICE));
        assertThatThrownBy(() -> actions.delete(plant.id())).isInstanceOf(Refused.class);
        assertThat(large(0)).containsExactly(502, 502);
    }

    @Test
    void inboxAndTheSpecialUsesStay() {
        var trash = mail.bySpecialUse(ALICE, SpecialUse.TRASH).orElseThrow();
        assertThatThrownBy(() -> actions.delete(trash.id())).isInstanceOf(Refused.class);
        var inbox = mail.find(ALICE, "INBOX").orElseThrow();
        assertThatThrownBy(() -> actions.rename(inbox.id(), "In")).isInstanceOf(Refused.class);
    }
}
