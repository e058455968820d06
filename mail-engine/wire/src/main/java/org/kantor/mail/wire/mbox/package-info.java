/** Files of many messages (RFC 4155). Knows no store. */
@NullMarked
package org.kantor.mail.wire.mbox;

import org.jspecify.annotations.NullMarked;
