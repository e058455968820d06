package org.kantor.launcher.transfer;

/**
 * A folder of mail, with or without messages.
 *
 * @param name all levels, separated by slashes
 * @param use its special use as IMAP writes it (RFC 6154), {@code \\Sent}; empty for none, or where the form knows of none
 * @param subscribed true where the form knows of no subscriptions
 */
public record Folder(String name, String use, boolean subscribed) {

    static Folder of(String name) {
        return new Folder(name, "", true);
    }
}
