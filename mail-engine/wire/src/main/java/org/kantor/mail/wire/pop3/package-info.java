/** The grammar of POP3 (RFC 1939, with CAPA of RFC 2449, STLS of RFC 2595, AUTH of RFC 5034, UTF8 and LANG of RFC 6856): a record a verb. Knows no store and no socket. */
@NullMarked
package org.kantor.mail.wire.pop3;

import org.jspecify.annotations.NullMarked;
