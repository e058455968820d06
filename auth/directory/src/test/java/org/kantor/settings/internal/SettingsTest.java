package org.kantor.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.directory.internal.Notices;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.settings.Setting;
import org.kantor.settings.SettingChanged;
import org.kantor.settings.Settings;
import org.kantor.testkit.TestDatabase;

class SettingsTest {

    private enum Density {
        COMFORTABLE,
        COMPACT
    }

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(SettingsFixture.ENTITIES);

    private final Settings settings = SettingsFixture.settings(db);
    private final AccountId account = new AccountId(7);

    @Test
    void theAccountsValueGoesBeforeTheInstallationsAndThatBeforeTheDefault() {
        var density = Setting.choice("test.density", Density.class, Density.COMFORTABLE);
        assertThat(settings.get(account, density)).isEqualTo(Density.COMFORTABLE);
        settings.set("root", density, Density.COMPACT);
        assertThat(settings.get(account, density)).isEqualTo(Density.COMPACT);
        settings.set("me", account, density, Density.COMFORTABLE);
        assertThat(settings.get(account, density)).isEqualTo(Density.COMFORTABLE);
        assertThat(settings.get(density)).isEqualTo(Density.COMPACT);
        settings.clear(account, density);
        assertThat(settings.get(account, density)).isEqualTo(Density.COMPACT);
    }

    @Test
    void whatBecomesOtherwiseForTheInstallationIsToldOnce() {
        var changed = new Notices<SettingChanged>();
        var told = SettingsFixture.settings(db, changed);
        var flag = Setting.flag("test.told", false);
        told.set("root", flag, true);
        assertThat(changed.take()).containsExactly(new SettingChanged("test.told"));
        told.set("root", flag, true);
        told.set("me", account, flag, false);
        assertThat(changed.take()).isEmpty();
        told.set("root", flag, false);
        assertThat(changed.take()).hasSize(1);
        assertThat(told.get(flag)).isFalse();
    }

    @Test
    void valuesOfEveryKindComeBackAsTheyWere() {
        settings.set("root", Setting.number("test.number", 0), 42L);
        settings.set("root", Setting.flag("test.flag", false), true);
        settings.set("root", Setting.duration("test.duration", Duration.ZERO), Duration.ofMinutes(90));
        settings.set("root", Setting.text("test.text", ""), "Grüße");
        assertThat(settings.get(Setting.number("test.number", 0))).isEqualTo(42);
        assertThat(settings.get(Setting.flag("test.flag", false))).isTrue();
        assertThat(settings.get(Setting.duration("test.duration", Duration.ZERO)))
                .hasMinutes(90);
        assertThat(settings.get(Setting.text("test.text", ""))).isEqualTo("Grüße");
        assertThatThrownBy(() -> Setting.flag("test.flag", false).read("yes")).isInstanceOf(Refused.class);
    }

    @Test
    void aReadFromMemoryCostsNoStatement() {
        var setting = Setting.number("test.hot", 1);
        settings.get(account, setting);
        assertThat(db.count(() -> settings.get(account, setting))).isZero();
    }
}
