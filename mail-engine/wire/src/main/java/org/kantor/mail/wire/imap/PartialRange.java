package org.kantor.mail.wire.imap;

/**
 * A part of a list of results (RFC 9394 section 3.1), counted from 1 at its beginning or at its end.
 *
 * @param first and {@code last} belong to it, in any order
 */
public record PartialRange(boolean fromEnd, long first, long last) {

    static PartialRange parse(Parser in) {
        var fromEnd = in.accept('-');
        var first = in.nzNumber();
        in.expect(':');
        if (fromEnd) {
            in.expect('-');
        }
        return new PartialRange(fromEnd, first, in.nzNumber());
    }

    /** The first index of that part among so many results. */
    public int from(int count) {
        var from = fromEnd ? count - Math.max(first, last) : Math.min(first, last) - 1;
        return Math.clamp(from, 0, count);
    }

    /** The index behind that part. */
    public int to(int count) {
        var to = fromEnd ? count - Math.min(first, last) + 1 : Math.max(first, last);
        return Math.clamp(to, 0, count);
    }

    @Override
    public String toString() {
        return fromEnd ? "-" + first + ":-" + last : first + ":" + last;
    }
}
