/** Mail to other servers: where it goes (MX, RFC 5321 section 5) and the client's side of SMTP. */
@NullMarked
package org.kantor.mail.relay;

import org.jspecify.annotations.NullMarked;
