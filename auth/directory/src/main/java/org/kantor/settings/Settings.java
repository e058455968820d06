package org.kantor.settings;

import org.kantor.kernel.AccountId;

/**
 * Values of settings. A value for an account goes before that for the installation, and that before the definition's. Reads come from memory; a
 * change is seen at once here, and on another node within seconds. What a person prefers (density, reading pane, signature) is a setting of the account: its
 * definition stands beside the view that reads it, with a key such as {@code mail.conversations}.
 */
public interface Settings {

    /** The installation's value. */
    <T> T get(Setting<T> setting);

    /** The account's own value, else the installation's. */
    <T> T get(AccountId account, Setting<T> setting);

    /** @param by who sets it, for the record */
    <T> void set(String by, Setting<T> setting, T value);

    <T> void set(String by, AccountId account, Setting<T> setting, T value);

    /** The account follows the installation again. */
    void clear(AccountId account, Setting<?> setting);
}
