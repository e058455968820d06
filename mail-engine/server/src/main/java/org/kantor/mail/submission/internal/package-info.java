/** The outbox's SQL and that of what is reminded of. */
@NullMarked
package org.kantor.mail.submission.internal;

import org.jspecify.annotations.NullMarked;
