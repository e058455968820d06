package org.kantor.webmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.webmail.fake.Elements.press;

import com.vaadin.flow.component.UI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kantor.identity.AppPasswords;
import org.kantor.identity.AppPasswords.AppPassword;
import org.kantor.identity.Authenticator.Service;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Toasts;

class DevicesViewTest {

    private final Toasts toasts = new Toasts();
    private final Passwords passwords = new Passwords();

    /** Alice's phone. */
    public static final class Passwords {
        private final List<AppPassword> all =
                new ArrayList<>(List.of(new AppPassword(7, "phone", Set.of(Service.IMAP), Instant.EPOCH, null)));
        private boolean full;

        public List<AppPassword> list(AccountId account) {
            return List.copyOf(all);
        }

        public Runnable revoke(AccountId account, long id) {
            var before = List.copyOf(all);
            all.removeIf(password -> password.id() == id);
            return () -> {
                if (full) {
                    throw new Refused(Refused.Code.LIMIT, "An account has at most 50 app passwords.");
                }
                all.addAll(before);
            };
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

    private DevicesView view() {
        return new DevicesView(Stand.in(AppPasswords.class, passwords), Stand.in(SignedIn.class, new Alice()), toasts);
    }

    @Test
    void revokingIsDoneAtOnceAndTakenBackByTheNotice() {
        var view = view();
        press(view.getElement(), "ib");
        assertThat(passwords.all).isEmpty();
        assertThat(view.getElement().getTextRecursively()).doesNotContain("phone");
        press(toasts.getElement(), "undo");
        assertThat(passwords.all).hasSize(1);
        assertThat(view.getElement().getTextRecursively()).contains("phone");
        assertThat(toasts.asks()).isFalse();
    }

    @Test
    void whatCannotBeTakenBackIsTold() {
        passwords.full = true;
        var view = view();
        press(view.getElement(), "ib");
        press(toasts.getElement(), "undo");
        assertThat(toasts.getElement().getTextRecursively()).contains("An account has at most 50 app passwords.");
    }
}
