package org.kantor.webmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.webmail.fake.Elements.below;
import static org.kantor.webmail.fake.Elements.press;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.change.Actor;
import org.kantor.directory.Account;
import org.kantor.directory.Directory;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Rights;
import org.kantor.mail.store.Sharing;
import org.kantor.mail.store.Sharing.Grantee;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.shell.Toasts;

/** Alice shares her folder with Bob, who was given by a mail program what no level is. */
class ShareFormTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final Grantee BOB = Grantee.of(new AccountId(2));
    private static final Mailbox TEAM = new Mailbox(new MailboxId(9), ALICE, "team", null, 1, true);
    private static final Rights RIGHTS = Rights.of("lri");

    private final Toasts toasts = new Toasts();
    private final Shares shares = new Shares();
    private int changed;

    /** Rights on one folder. */
    public static final class Shares {
        private final Map<Grantee, Rights> grants = new HashMap<>(Map.of(BOB, RIGHTS));
        private boolean everybody;

        public Map<Grantee, Rights> grants(AccountId viewer, AccountId account, MailboxId mailbox) {
            return Map.copyOf(grants);
        }

        public Rights grantable(Grantee grantee) {
            return grantee.equals(Grantee.ANYONE) && !everybody ? Rights.NONE : Rights.ALL;
        }

        public void change(
                AccountId viewer,
                AccountId account,
                MailboxId mailbox,
                Grantee grantee,
                UnaryOperator<Rights> change,
                Actor actor) {
            var rights = change.apply(grants.getOrDefault(grantee, Rights.NONE));
            if (rights.isNone()) {
                grants.remove(grantee);
            } else {
                grants.put(grantee, rights);
            }
        }
    }

    /** Bob. */
    public static final class People {
        public Map<AccountId, Account> accounts(Set<AccountId> ids) {
            return Map.of(new AccountId(2), Alice.person(2, "bob", "Bob Siregar"));
        }
    }

    @BeforeEach
    void open() {
        new OpenUi(Locale.UK);
    }

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    private ShareForm form() {
        return new ShareForm(
                "team",
                Stand.in(Sharing.class, shares),
                Stand.in(Directory.class, new People()),
                ALICE,
                TEAM,
                new Actor("alice", "", null),
                toasts,
                () -> changed++);
    }

    private static Element line(ShareForm form) {
        return below(form.getElement())
                .filter(element -> element.getClassList().contains("setline"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoHasNoRightsAnyMoreIsGivenThemBackInTheForm() {
        var form = form();
        press(line(form), "ib");
        assertThat(shares.grants).isEmpty();
        assertThat(line(form).getTextRecursively()).contains("Bob Siregar", "settings.share.taken");
        press(line(form), "btn");
        assertThat(shares.grants).containsExactly(Map.entry(BOB, RIGHTS));
        form.close();
        assertThat(toasts.asks()).as("there is nothing to take back").isFalse();
    }

    @Test
    void afterTheFormIsLeftItIsToldAndCanStillBeTakenBack() {
        var form = form();
        press(line(form), "ib");
        assertThat(toasts.asks()).as("the form lies over it").isFalse();
        form.close();
        assertThat(toasts.getElement().getTextRecursively()).contains("settings.share.told");
        press(toasts.getElement(), "undo");
        assertThat(shares.grants).containsExactly(Map.entry(BOB, RIGHTS));
        assertThat(changed).isOne();
    }

    @Test
    void whatWasGivenSinceIsNotTakenAwayByTheUndo() {
        var form = form();
        press(line(form), "ib");
        form.close();
        shares.grants.put(BOB, Rights.of("lrs"));
        press(toasts.getElement(), "undo");
        assertThat(shares.grants).containsExactly(Map.entry(BOB, Rights.of("lrsi")));
    }

    @Test
    void whatNobodyCanBeGivenAnyMoreIsNotOfferedAgain() {
        shares.grants.clear();
        shares.grants.put(Grantee.ANYONE, Rights.of("lr"));
        var form = form();
        press(line(form), "ib");
        assertThat(below(form.getElement())
                        .filter(element -> element.getClassList().contains("setline")))
                .isEmpty();
        form.close();
        assertThat(toasts.asks()).isFalse();
    }
}
