package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.mail.store.StoreFixture.ACTOR;
import static org.kantor.mail.store.StoreFixture.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Labels.Hue;
import org.kantor.mail.store.Labels.Label;

class LabelsTest {

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    private final AccountId alice = store.account();
    private final Labels labels = store.store().labels();

    @Test
    void aLabelIsAKeywordThatOtherClientsCanSet() {
        var label = labels.create(alice, "Kunjungan Café", Hue.TEAL, ACTOR);
        assertThat(label.keyword()).isEqualTo("Kunjungan_Cafe");
        store.deliver(alice, Mailbox.INBOX, message("1", 0, Set.of("kunjungan_cafe")));
        store.deliver(alice, Mailbox.INBOX, message("2", Flags.SEEN, Set.of("Kunjungan_Cafe")));
        store.deliver(alice, "Trash", message("3", 0, Set.of("Kunjungan_Cafe")));
        store.deliver(store.account(), Mailbox.INBOX, message("4", 0, Set.of("Kunjungan_Cafe")));
        assertThat(labels.list(alice)).containsExactly(new Label("Kunjungan_Cafe", "Kunjungan Café", Hue.TEAL, 1));
        assertThat(labels.places(alice, "KUNJUNGAN_CAFE"))
                .containsOnlyKeys(store.inbox(alice), store.mailbox(alice, "Trash"))
                .containsEntry(store.inbox(alice), new long[] {1, 2});
    }

    @Test
    void theKeywordStaysWhenTheLabelIsCalledOtherwise() {
        var label = labels.create(alice, "Hiring", Hue.VIOLET, ACTOR);
        labels.change(alice, label.keyword(), "Lamaran", Hue.GREEN, ACTOR);
        assertThat(labels.list(alice)).containsExactly(new Label("Hiring", "Lamaran", Hue.GREEN, 0));
        assertThat(labels.create(alice, "Hiring", Hue.BLUE, ACTOR).keyword()).isEqualTo("Hiring_2");
    }

    @Test
    void noTwoLabelsHaveOneName() {
        var label = labels.create(alice, "Board", Hue.RED, ACTOR);
        assertThatThrownBy(() -> labels.create(alice, "BOARD", Hue.RED, ACTOR))
                .isInstanceOf(Refused.class)
                .extracting("code")
                .isEqualTo(Refused.Code.ALREADY_EXISTS);
        labels.create(alice, "Bored", Hue.RED, ACTOR);
        assertThatThrownBy(() -> labels.change(alice, label.keyword(), "bored", Hue.RED, ACTOR))
                .isInstanceOf(Refused.class);
        labels.create(store.account(), "Board", Hue.RED, ACTOR);
    }

    @Test
    void namesWithoutLatinLettersHaveKeywordsToo() {
        assertThat(labels.create(alice, "会議", Hue.PINK, ACTOR).keyword()).isEqualTo("label");
        assertThat(labels.create(alice, "予算", Hue.LIME, ACTOR).keyword()).isEqualTo("label_2");
        assertThatThrownBy(() -> labels.create(alice, "  ", Hue.LIME, ACTOR)).isInstanceOf(Refused.class);
    }

    @Test
    void aDeletedLabelLeavesTheKeywordsAndCanComeBack() {
        var label = labels.create(alice, "Invoices", Hue.AMBER, ACTOR);
        store.deliver(alice, Mailbox.INBOX, message("1", 0, Set.of("Invoices")));
        labels.delete(alice, label.keyword(), ACTOR);
        assertThat(labels.list(alice)).isEmpty();
        labels.name(alice, label.keyword(), label.name(), label.hue(), ACTOR);
        assertThat(labels.list(alice)).containsExactly(new Label("Invoices", "Invoices", Hue.AMBER, 1));
    }

    @Test
    void labelsAndTheirCountsAreReadInOneStatement() {
        labels.create(alice, "A", Hue.AMBER, ACTOR);
        labels.create(alice, "B", Hue.AMBER, ACTOR);
        assertThat(store.db.count(() -> labels.list(alice))).isOne();
    }

    @Test
    void namesAloneAreReadWithoutCountingMessages() {
        labels.create(alice, "b rapat", Hue.AMBER, ACTOR);
        labels.create(alice, "A", Hue.AMBER, ACTOR);
        var names = new LinkedHashMap<String, String>();
        var statements = store.db.statements(() -> names.putAll(labels.names(alice)));
        assertThat(statements).singleElement().asString().doesNotContain("placement");
        assertThat(names).containsExactly(Map.entry("A", "A"), Map.entry("b_rapat", "b rapat"));
    }

    @Test
    void otherSessionsHearOfChanges() {
        var heard = new java.util.ArrayList<Object>();
        try (var subscription = store.store().bus().subscribe(alice, heard::add)) {
            labels.create(alice, "A", Hue.AMBER, ACTOR);
        }
        assertThat(heard).hasSize(1);
    }

    @Test
    void severalKeywordsAreNamedInOneTransactionThatIsToldOnceAndWhatIsTakenIsLeftOut() {
        labels.create(alice, "Work", Hue.AMBER, ACTOR);
        labels.create(alice, "old", Hue.AMBER, ACTOR);
        var wanted = java.util.List.of(
                new Label("$label1", "Important", Hue.RED, 0),
                new Label("$label2", "work", Hue.AMBER, 0),
                new Label("OLD", "New", Hue.TEAL, 0),
                new Label("plan", "plan", Hue.TEAL, 0),
                new Label("late", "late", Hue.TEAL, 0));
        var heard = new java.util.ArrayList<Object>();
        try (var subscription = store.store().bus().subscribe(alice, heard::add)) {
            assertThat(labels.nameAll(alice, wanted, 4, ACTOR))
                    .extracting(Label::keyword)
                    .containsExactly("$label1", "plan");
            assertThat(labels.nameAll(alice, wanted, 4, ACTOR)).isEmpty();
        }
        assertThat(heard).hasSize(1);
        assertThat(labels.list(alice)).extracting(Label::name).containsExactly("Important", "old", "plan", "Work");
    }
}
