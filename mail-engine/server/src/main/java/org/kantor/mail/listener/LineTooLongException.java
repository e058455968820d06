package org.kantor.mail.listener;

import java.io.IOException;

/**
 * The client sent a line longer than the limit. The line has been read to its end and thrown away, so that the dialogue can go on; a line
 * over {@link ServerConnection#HOPELESS_LINE} octets ends the connection instead.
 */
public final class LineTooLongException extends IOException {

    private static final long serialVersionUID = 1;

    LineTooLongException(int limit) {
        super("a line of more than " + limit + " octets");
    }
}
