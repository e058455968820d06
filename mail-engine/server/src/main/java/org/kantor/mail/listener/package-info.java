/**
 * The doors of the mail engine: ports, TLS, permits, one virtual thread a connection, orderly start and stop. A protocol is a bean that implements
 * {@link org.kantor.mail.listener.Protocol}; nothing here knows what is spoken.
 */
@NullMarked
package org.kantor.mail.listener;

import org.jspecify.annotations.NullMarked;
