package org.kantor.settings;

/**
 * Fired synchronously inside the transaction that gave the installation another value of a setting. An observer that tells of it does so after the commit; the new value can be read by
 * then.
 *
 * @param key of the {@link Setting}
 */
public record SettingChanged(String key) {}
