/**
 * The durable queue: messages that wait for their recipients, here or elsewhere, the schedule by which they are tried, and the reports to their senders
 * (RFC 3461, RFC 3464).
 */
@NullMarked
package org.kantor.mail.queue;

import org.jspecify.annotations.NullMarked;
