package org.kantor.mail.wire.mime;

import org.jspecify.annotations.Nullable;

/**
 * One address of an envelope as IMAP shows it (RFC 3501 section 7.4.2). Texts are as in the header, RFC 2047 encoded words not yet decoded.
 * A group starts with an address that has a mailbox (the group's name) and no host, and ends with one that has neither.
 * An address that was written without a domain has an empty host.
 */
public record Address(
        @Nullable String name,
        @Nullable String mailbox,
        @Nullable String host) {}
