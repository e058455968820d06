/** Receipts that authors ask for: whether one is sent is the reader's to say, each time or once for all (RFC 8098). */
@NullMarked
package org.kantor.webmail.receipts;

import org.jspecify.annotations.NullMarked;
