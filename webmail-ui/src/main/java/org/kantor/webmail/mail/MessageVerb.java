package org.kantor.webmail.mail;

import com.vaadin.flow.component.Component;

/** What another part does with an open message: a CDI bean for each, with a line in the message's menu. Stateless; asked within the UI's lock. */
public interface MessageVerb {

    /** Its name in the map of keys. */
    String name();

    /** The message key of its line. */
    String titleKey();

    String icon();

    /**
     * Does it.
     *
     * @param at where the message is shown
     * @param messageId without angle brackets
     */
    void run(Component at, String messageId, String subject);
}
