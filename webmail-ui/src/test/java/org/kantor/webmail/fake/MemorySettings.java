package org.kantor.webmail.fake;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;

/** The settings of accounts, as text that is written and read each time; the installation has none of its own. */
public final class MemorySettings implements Settings {

    private final Map<String, String> stored = new HashMap<>();

    private static String key(AccountId account, String key) {
        return account.value() + " " + key;
    }

    /** What is stored under that key; null if nothing is. */
    public @Nullable String stored(AccountId account, String key) {
        return stored.get(key(account, key));
    }

    /** As another version of the program has stored it. */
    public void store(AccountId account, String key, String text) {
        stored.put(key(account, key), text);
    }

    @Override
    public <T> T get(Setting<T> setting) {
        return setting.otherwise();
    }

    @Override
    public <T> T get(AccountId account, Setting<T> setting) {
        var text = stored.get(key(account, setting.key()));
        return text == null ? setting.otherwise() : setting.read(text);
    }

    @Override
    public <T> void set(String by, Setting<T> setting, T value) {
        throw new IllegalStateException();
    }

    @Override
    public <T> void set(String by, AccountId account, Setting<T> setting, T value) {
        stored.put(key(account, setting.key()), setting.format().apply(value));
    }

    @Override
    public void clear(AccountId account, Setting<?> setting) {
        stored.remove(key(account, setting.key()));
    }
}
