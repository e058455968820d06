package org.kantor.directory.spi;

import org.kantor.kernel.EmailAddress;

/**
 * A person as the identity provider knows her.
 *
 * @param subject never changes and never names another person
 * @param login the name she logs in with there
 */
public record Person(
        String subject, String login, EmailAddress address, String givenName, String familyName, boolean enabled) {}
