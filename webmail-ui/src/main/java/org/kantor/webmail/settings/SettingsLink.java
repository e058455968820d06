package org.kantor.webmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import org.kantor.webmail.shell.AccountLink;

/** The settings' entry in the account's menu. */
@ApplicationScoped
public class SettingsLink implements AccountLink {

    @Override
    public String titleKey() {
        return "settings.title";
    }

    @Override
    public String icon() {
        return "settings";
    }

    @Override
    public String path() {
        return "settings";
    }

    @Override
    public int order() {
        return 10;
    }
}
