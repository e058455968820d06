/**
 * The grammar of SMTP and LMTP, both ways (RFC 5321, RFC 2033, with the extensions of RFC 1870, 2034, 3207, 3461, 4954, 6152 and 6531): a record
 * a verb, replies, paths, parameters, and the octets of a message on the wire. Knows no store and no socket.
 */
@NullMarked
package org.kantor.mail.wire.smtp;

import org.jspecify.annotations.NullMarked;
