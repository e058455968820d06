/** The server's side of SASL (RFC 4422), once for IMAP, POP3 and submission: a mechanism a class. The protocols only carry the messages. */
@NullMarked
package org.kantor.mail.sasl;

import org.jspecify.annotations.NullMarked;
