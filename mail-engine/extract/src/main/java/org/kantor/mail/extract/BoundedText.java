package org.kantor.mail.extract;

import java.io.Writer;

/** Text up to a length; who writes more than that is stopped by {@link Enough}. */
final class BoundedText extends Writer {

    /** No failure: the text is long enough. */
    static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super(null, null, false, false);
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final int most;

    BoundedText(int most) {
        this.most = most;
    }

    @Override
    public void write(char[] buffer, int from, int length) {
        var room = most - text.length();
        text.append(buffer, from, Math.min(room, length));
        if (length >= room) {
            throw new Enough();
        }
    }

    void add(CharSequence some) {
        var room = most - text.length();
        text.append(some, 0, Math.min(room, some.length()));
        if (some.length() >= room) {
            throw new Enough();
        }
    }

    void add(char character) {
        if (text.length() >= most) {
            throw new Enough();
        }
        text.append(character);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
