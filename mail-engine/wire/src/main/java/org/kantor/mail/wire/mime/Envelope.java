package org.kantor.mail.wire.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of RFC 3501 section 7.4.2. Texts are the unfolded header fields, encoded words not decoded; null where the field is absent.
 * An absent Sender or Reply-To is filled from From, as the RFC wants.
 */
public record Envelope(
        @Nullable String date,
        @Nullable String subject,
        List<Address> from,
        List<Address> sender,
        List<Address> replyTo,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        @Nullable String inReplyTo,
        @Nullable String messageId) {}
