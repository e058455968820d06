package org.kantor.webmail.shell;

/** An entry of the account's menu, such as settings or administration: a CDI bean for each. */
public interface AccountLink {

    String titleKey();

    String icon();

    /** The view's path from the application's root. */
    String path();

    int order();

    default boolean visible() {
        return true;
    }
}
