package org.kantor.mail.store.internal;

import java.time.Duration;

/** How long deleted messages can be had back. */
public interface Retention {

    Duration kept();
}
