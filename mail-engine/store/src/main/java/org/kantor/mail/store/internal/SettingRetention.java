package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.time.Duration;
import org.kantor.bean.Service;
import org.kantor.mail.store.Recovery;
import org.kantor.settings.Settings;

/** As the installation has set it. */
@Service
final class SettingRetention implements Retention {

    private final Settings settings;

    @Inject
    SettingRetention(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Duration kept() {
        return settings.get(Recovery.KEPT);
    }
}
