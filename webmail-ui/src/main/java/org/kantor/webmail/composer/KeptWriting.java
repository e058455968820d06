package org.kantor.webmail.composer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Everywhere;
import org.kantor.webmail.shell.Shell;

/** Takes up what a browser kept of windows that ended before the server had all that was written in them ({@code kept.js}). */
@ApplicationScoped
public class KeptWriting implements Everywhere {

    @Inject
    private SignedIn signedIn;

    @Inject
    private Instance<TakingUp> takingUp;

    @Override
    public Component in(Shell shell) {
        var account = signedIn.account().id();
        var kept = new Keeper();
        kept.getElement()
                .setAttribute("hidden", true)
                .setAttribute("data-account", Long.toString(account.value()))
                .addEventListener(
                        "k-take-up",
                        event -> Kept.read(event.getEventData()
                                        .get("event.detail.json")
                                        .asString())
                                .filter(one -> one.account() == account.value())
                                .ifPresent(one -> takingUp.get().takeUp(one)))
                .addEventData("event.detail.json");
        return kept;
    }

    /** The browser's half. */
    @Tag("k-kept")
    private static final class Keeper extends HtmlContainer {
        private static final long serialVersionUID = 1;
    }
}
