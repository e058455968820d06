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
}
