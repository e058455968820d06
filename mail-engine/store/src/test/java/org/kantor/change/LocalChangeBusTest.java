package org.kantor.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kantor.change.ChangeBus.Notice;
import org.kantor.change.internal.LocalChangeBus;
import org.kantor.kernel.AccountId;

class LocalChangeBusTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final AccountId BOB = new AccountId(2);

    private final LocalChangeBus bus = new LocalChangeBus();
    private final List<Notice> heard = new ArrayList<>();

    private static Notice notice(AccountId account) {
        return new Notice(account, 1, Set.of(), new Actor("test", "", null));
    }

    @Test
    void onlyTheAccountsListenersAreTold() {
        bus.subscribe(ALICE, heard::add);
        bus.publish(notice(BOB));
        bus.publish(notice(ALICE));
        assertThat(heard).containsExactly(notice(ALICE));
    }

    @Test
    void whatIsForAllIsToldToEveryListener() {
        bus.subscribe(ALICE, heard::add);
        bus.subscribe(BOB, heard::add);
        var folders = new Collection(Collection.Kind.MAILBOX, 0);
        bus.publishToAll(Set.of(folders), new Actor("test", "", null));
        assertThat(heard).extracting(Notice::account).containsExactlyInAnyOrder(ALICE, BOB);
        assertThat(heard).allMatch(notice -> notice.collections().contains(folders));
    }

    @Test
    void whoClosedHearsNothingAndTheOthersStillDo() {
        var other = new ArrayList<Notice>();
        var first = bus.subscribe(ALICE, heard::add);
        bus.subscribe(ALICE, other::add);
        first.close();
        first.close();
        bus.publish(notice(ALICE));
        assertThat(heard).isEmpty();
        assertThat(other).hasSize(1);
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheOthersFromHearing() {
        bus.subscribe(ALICE, notice -> {
            throw new IllegalStateException("broken");
        });
        bus.subscribe(ALICE, heard::add);
        bus.publish(notice(ALICE));
        assertThat(heard).hasSize(1);
    }
}
