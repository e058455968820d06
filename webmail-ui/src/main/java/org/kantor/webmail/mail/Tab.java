package org.kantor.webmail.mail;

import java.util.List;

/** Which of a list's messages are shown. */
enum Tab {
    ALL("all"),
    UNREAD("unread"),
    /** One's own address is in To or Cc, and it is no list mail. */
    TO_ME("toMe"),
    /** List mail: newsletters and mailing lists. */
    NEWSLETTERS("newsletters");

    /** Of lists whose messages are not all somebody's to one. */
    static final List<Tab> BY_READING = List.of(ALL, UNREAD);

    private final String key;

    Tab(String key) {
        this.key = key;
    }

    /** A word for texts and scripts. */
    String key() {
        return key;
    }
}
