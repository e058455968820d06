package org.kantor.mail.store.internal;

/** Whether what is granted to everybody counts. */
public interface Everybody {

    boolean counts();
}
