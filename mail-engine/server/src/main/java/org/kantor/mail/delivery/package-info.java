/** A message between the doors and the mailboxes: its envelope, the trace fields it gets, and final delivery. */
@NullMarked
package org.kantor.mail.delivery;

import org.jspecify.annotations.NullMarked;
