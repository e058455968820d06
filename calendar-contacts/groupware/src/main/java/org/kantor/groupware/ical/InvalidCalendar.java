package org.kantor.groupware.ical;

/** Well-formed content lines that break a rule of iCalendar. The sentence is safe to send to the client. It has no stack trace. */
public final class InvalidCalendar extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidCalendar(String sentence) {
        super(sentence, null, false, false);
    }
}
