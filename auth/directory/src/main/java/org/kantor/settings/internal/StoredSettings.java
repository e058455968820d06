package org.kantor.settings.internal;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import org.kantor.bean.Recent;
import org.kantor.bean.Service;
import org.kantor.kernel.AccountId;
import org.kantor.settings.Setting;
import org.kantor.settings.SettingChanged;
import org.kantor.settings.Settings;
import org.kantor.tx.Transactions;

/** The values of a scope are few and read together. */
@Service
final class StoredSettings implements Settings {

    private static final String INSTALLATION = "";
    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final int MOST_SCOPES = 10_000;

    private final EntityManager entities;
    private final Transactions transactions;
    private final Clock clock;
    private final Event<SettingChanged> changed;
    private final Recent<String, Map<String, String>> scopes;

    @Inject
    StoredSettings(EntityManager entities, Transactions transactions, Clock clock, Event<SettingChanged> changed) {
        this.entities = entities;
        this.transactions = transactions;
        this.clock = clock;
        this.changed = changed;
        this.scopes = new Recent<>(clock, LIFE, MOST_SCOPES);
    }

    @Override
    public <T> T get(Setting<T> setting) {
        var value = values(INSTALLATION).get(setting.key());
        return value == null ? setting.otherwise() : setting.read(value);
    }

    @Override
    public <T> T get(AccountId account, Setting<T> setting) {
        var value = values(scope(account)).get(setting.key());
        return value == null ? get(setting) : setting.read(value);
    }

    @Override
    public <T> void set(String by, Setting<T> setting, T value) {
        write(by, INSTALLATION, setting.key(), setting.format().apply(value));
    }

    @Override
    public <T> void set(String by, AccountId account, Setting<T> setting, T value) {
        write(by, scope(account), setting.key(), setting.format().apply(value));
    }

    @Override
    public void clear(AccountId account, Setting<?> setting) {
        transactions.run(() -> {
            transactions.afterCommit(scopes::forget);
            entities.createQuery("delete from SettingEntity s where s.scope = ?1 and s.key = ?2")
                    .setParameter(1, scope(account))
                    .setParameter(2, setting.key())
                    .executeUpdate();
        });
    }

    private static String scope(AccountId account) {
        return "account:" + account;
    }

    private Map<String, String> values(String scope) {
        return scopes.get(
                scope,
                () -> transactions.call(() -> entities.createQuery(
                                "select s from SettingEntity s where s.scope = ?1", SettingEntity.class)
                        .setParameter(1, scope)
                        .getResultStream()
                        .collect(Collectors.toUnmodifiableMap(s -> s.key, s -> s.value))));
    }

    private void write(String by, String scope, String key, String value) {
        transactions.run(() -> {
            transactions.afterCommit(scopes::forget);
            var written = entities.createNativeQuery("""
                            insert into setting (scope, key, value, changed, changed_by) values (?1, ?2, ?3, ?4, ?5)
                            on conflict (scope, key)
                            do update set value = excluded.value, changed = excluded.changed, changed_by = excluded.changed_by
                            where setting.value <> excluded.value
                            """)
                    .setParameter(1, scope)
                    .setParameter(2, key)
                    .setParameter(3, value)
                    .setParameter(4, clock.instant().truncatedTo(ChronoUnit.MICROS))
                    .setParameter(5, by)
                    .executeUpdate();
            if (written > 0 && scope.equals(INSTALLATION)) {
                changed.fire(new SettingChanged(key));
            }
        });
    }
}
