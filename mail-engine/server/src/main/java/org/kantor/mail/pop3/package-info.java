/** The server's side of POP3 (RFC 1939): the INBOX of an account as a maildrop; a handler a verb, beside the records of {@code org.kantor.mail.wire.pop3}. */
@NullMarked
package org.kantor.mail.pop3;

import org.jspecify.annotations.NullMarked;
