/** The structure of a message (RFC 5322, MIME of RFC 2045 to 2047): parsed once, at delivery, and stored; knows no store and no socket. */
@NullMarked
package org.kantor.mail.wire.mime;

import org.jspecify.annotations.NullMarked;
