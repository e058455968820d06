/** The queue's SQL. */
@NullMarked
package org.kantor.mail.queue.internal;

import org.jspecify.annotations.NullMarked;
