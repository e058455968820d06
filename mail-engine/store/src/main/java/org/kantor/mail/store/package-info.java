/** Mailboxes, messages and placements: the one store that every mail protocol and the webmail share. */
@NullMarked
package org.kantor.mail.store;

import org.jspecify.annotations.NullMarked;
