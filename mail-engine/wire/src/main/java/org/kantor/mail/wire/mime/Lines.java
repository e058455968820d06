package org.kantor.mail.wire.mime;

/**
 * Where lines begin and end in a message's octets. LF ends a line, with the CR before it if there is one; in a message without any LF, CR does.
 */
final class Lines {

    private final byte[] octets;
    private final byte terminator;

    Lines(byte[] octets) {
        this.octets = octets;
        this.terminator = contains(octets, (byte) '\n') ? (byte) '\n' : (byte) '\r';
    }

    private static boolean contains(byte[] octets, byte wanted) {
        for (var octet : octets) {
            if (octet == wanted) {
                return true;
            }
        }
        return false;
    }

    /** The start of the line after the one that holds {@code from}; the end of the octets after the last. */
    int next(int from, int end) {
        var i = from;
        while (i < end) {
            if (octets[i++] == terminator) {
                return i;
            }
        }
        return end;
    }

    /** The end of a line's text, without its line end, given where the next line starts. */
    int textEnd(int from, int next) {
        var end = next;
        if (end > from && octets[end - 1] == terminator) {
            end--;
            if (terminator == '\n' && end > from && octets[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    int count(int from, int end) {
        var lines = 0;
        for (var i = from; i < end; i++) {
            if (octets[i] == terminator) {
                lines++;
            }
        }
        return end > from && octets[end - 1] != terminator ? lines + 1 : lines;
    }
}
