package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.kantor.change.Actor;
import org.kantor.change.ChangeBus;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;

class LiveChangesTest {

    private static final AccountId ALICE = new AccountId(1);

    /** Whose changes are listened to. */
    private final List<AccountId> heard = new ArrayList<>();

    private LiveChanges live() {
        var live = new LiveChanges();
        live.bus = new ChangeBus() {
            @Override
            public void publishToAll(Set<Collection> collections, Actor actor) {}

            @Override
            public Subscription subscribe(AccountId account, Consumer<Notice> listener) {
                heard.add(account);
                return () -> heard.remove(account);
            }

            @Override
            public Subscription subscribe(Consumer<Notice> listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void publish(Notice notice) {
                throw new UnsupportedOperationException();
            }
        };
        return live;
    }

    @Test
    void aViewThatIsOnThePageHearsAtOnceAndAnotherOneWhenItComes() {
        var ui = new UI();
        var there = new Div();
        var later = new Div();
        ui.add(there);
        var live = live();
        live.watch(there, ALICE, changed -> {});
        assertThat(heard).hasSize(1);
        live.watch(later, ALICE, changed -> {});
        assertThat(heard).hasSize(1);
        ui.add(later);
        assertThat(heard).hasSize(2);
        ui.remove(later, there);
        assertThat(heard).isEmpty();
        ui.add(there);
        assertThat(heard).hasSize(1);
    }

    @Test
    void whoseChangesAreNotWantedAnyMoreIsNotListenedToAndNotWhenTheViewComesBack() {
        var bob = new AccountId(2);
        var carol = new AccountId(3);
        var ui = new UI();
        var view = new Div();
        ui.add(view);
        var owners = live().watchSeveral(view, changed -> {});
        owners.are(Set.of(bob, carol));
        owners.are(Set.of(bob, carol));
        assertThat(heard).containsExactlyInAnyOrder(bob, carol);
        owners.are(Set.of(carol));
        assertThat(heard).containsExactly(carol);
        ui.remove(view);
        ui.add(view);
        assertThat(heard).containsExactly(carol);
        owners.are(Set.of(bob));
        assertThat(heard).containsExactly(bob);
    }
}
