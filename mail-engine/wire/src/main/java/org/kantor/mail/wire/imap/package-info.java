/** The grammar of IMAP4rev1 (RFC 3501) and its extensions, both ways: octets to commands and answers to octets; knows no store and no socket. */
@NullMarked
package org.kantor.mail.wire.imap;

import org.jspecify.annotations.NullMarked;
