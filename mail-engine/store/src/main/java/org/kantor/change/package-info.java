/** The change stream: one monotonic number per account, written in the transaction that changes the data, and the bus that wakes listeners after it. */
@NullMarked
package org.kantor.change;

import org.jspecify.annotations.NullMarked;
