package org.kantor.settings.internal;

import org.kantor.directory.internal.Notices;
import org.kantor.settings.SettingChanged;
import org.kantor.settings.Settings;
import org.kantor.testkit.TestDatabase;

/** The settings over a test database. */
public final class SettingsFixture {

    public static final Class<?>[] ENTITIES = {SettingEntity.class};

    private SettingsFixture() {}

    public static Settings settings(TestDatabase db) {
        return settings(db, new Notices<>());
    }

    static Settings settings(TestDatabase db, Notices<SettingChanged> changed) {
        return new StoredSettings(db.entities(), db.transactions(), db.clock(), changed.event());
    }
}
