package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import org.kantor.bean.Service;
import org.kantor.mail.store.Sharing;
import org.kantor.settings.Settings;

/** As the installation has set it. */
@Service
final class SettingEverybody implements Everybody {

    private final Settings settings;

    @Inject
    SettingEverybody(Settings settings) {
        this.settings = settings;
    }

    @Override
    public boolean counts() {
        return settings.get(Sharing.WITH_EVERYBODY);
    }
}
