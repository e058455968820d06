/**
 * The server's side of SMTP (RFC 5321), submission (RFC 6409, RFC 8314) and LMTP (RFC 2033): a handler a verb, beside the records of
 * {@code org.kantor.mail.wire.smtp}.
 */
@NullMarked
package org.kantor.mail.smtp;

import org.jspecify.annotations.NullMarked;
