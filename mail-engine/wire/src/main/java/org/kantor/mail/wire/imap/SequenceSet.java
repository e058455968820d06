package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of message sequence numbers or UIDs as written (RFC 3501 section 9, "sequence-set"): in any order, overlapping or not. {@link #SAVED} stands for
 * messages that a search has saved; by itself it names no number.
 */
public record SequenceSet(List<Range> ranges) {

    /** Stands for {@code *}, the largest number in use. */
    public static final long LARGEST = Long.MAX_VALUE;

    /** {@code $}, the result of the last search that saved one (RFC 5182 section 2.1). */
    public static final SequenceSet SAVED = new SequenceSet(List.of(new Range(0, 0)));

    public SequenceSet {
        ranges = List.copyOf(ranges);
    }

    /** Both ends belong to it, in any order; a single number is a range of equal ends. */
    public record Range(long first, long last) {

        /** The smaller end, with {@code *} taken as the given number. */
        public long low(long largest) {
            return Math.min(value(first, largest), value(last, largest));
        }

        public long high(long largest) {
            return Math.max(value(first, largest), value(last, largest));
        }

        private static long value(long number, long largest) {
            return number == LARGEST ? largest : number;
        }

        @Override
        public String toString() {
            return first == last ? name(first) : name(first) + ":" + name(last);
        }

        private static String name(long number) {
            return number == LARGEST ? "*" : Long.toString(number);
        }
    }

    public boolean isSaved() {
        return equals(SAVED);
    }

    static SequenceSet parse(Parser in) {
        if (in.accept('$')) {
            return SAVED;
        }
        var ranges = new ArrayList<Range>(1);
        do {
            var first = end(in);
            ranges.add(new Range(first, in.accept(':') ? end(in) : first));
        } while (in.accept(','));
        return new SequenceSet(ranges);
    }

    private static long end(Parser in) {
        return in.accept('*') ? LARGEST : in.nzNumber();
    }

    /** The smallest set that names these numbers in their order. */
    public static SequenceSet of(long[] numbers) {
        var ranges = new ArrayList<Range>();
        for (var i = 0; i < numbers.length; i++) {
            var first = numbers[i];
            while (i + 1 < numbers.length && numbers[i + 1] == numbers[i] + 1) {
                i++;
            }
            ranges.add(new Range(first, numbers[i]));
        }
        return new SequenceSet(ranges);
    }

    /**
     * The ranges in ascending order without overlaps, with {@code *} taken as the largest number in use.
     *
     * @param largest 0 when no number is in use: then {@code *} names nothing
     */
    public List<Range> resolve(long largest) {
        var sorted = new Range[ranges.size()];
        var count = 0;
        for (var range : ranges) {
            var low = range.low(largest);
            var high = range.high(largest);
            if (high > 0) {
                sorted[count++] = new Range(Math.max(1, low), high);
            }
        }
        sorted = Arrays.copyOf(sorted, count);
        Arrays.sort(sorted, (a, b) -> Long.compare(a.first, b.first));
        var merged = new ArrayList<Range>(count);
        for (var range : sorted) {
            if (!merged.isEmpty() && range.first <= merged.getLast().last + 1) {
                var before = merged.removeLast();
                merged.add(new Range(before.first, Math.max(before.last, range.last)));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /** Whether {@code *} is not in it. */
    boolean isWritten() {
        return ranges.stream().noneMatch(range -> range.first == LARGEST || range.last == LARGEST);
    }

    /** The largest number that is written out; 0 if only {@code *} is. */
    public long largestWritten() {
        var largest = 0L;
        for (var range : ranges) {
            largest = Math.max(
                    largest,
                    Math.max(range.first == LARGEST ? 0 : range.first, range.last == LARGEST ? 0 : range.last));
        }
        return largest;
    }

    @Override
    public String toString() {
        return isSaved() ? "$" : ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
