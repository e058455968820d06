/** Mailing lists and newsletters: how to leave them (RFC 2369, RFC 8058), and a view of all of them. */
@NullMarked
package org.kantor.webmail.subscriptions;

import org.jspecify.annotations.NullMarked;
