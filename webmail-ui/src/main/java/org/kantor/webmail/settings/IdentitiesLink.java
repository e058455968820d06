package org.kantor.webmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import org.kantor.webmail.shell.AccountLink;

/** The entry of identities and signatures in the account's menu. */
@ApplicationScoped
public class IdentitiesLink implements AccountLink {

    @Override
    public String titleKey() {
        return "settings.identities";
    }

    @Override
    public String icon() {
        return "pen-line";
    }

    @Override
    public String path() {
        return "settings/identities";
    }

    @Override
    public int order() {
        return 5;
    }
}
