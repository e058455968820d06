/** Messages that we write: drafts, replies and forwards, turned into octets by Jakarta Mail. */
@NullMarked
package org.kantor.mail.compose;

import org.jspecify.annotations.NullMarked;
