/**
 * The IMAP server (RFC 3501 and extensions): a session a connection, a handler a verb of the same name as the command in
 * {@link org.kantor.mail.wire.imap}, and one class that keeps sequence numbers straight.
 */
@NullMarked
package org.kantor.mail.imap;

import org.jspecify.annotations.NullMarked;
