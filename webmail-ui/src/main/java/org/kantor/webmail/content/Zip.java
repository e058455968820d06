package org.kantor.webmail.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What can be made out of a ZIP file, broken or not, without unpacking it: its central directory (APPNOTE 4.3.12). */
final class Zip {

    private static final int MAX_ENTRIES = 2_000;
    private static final int END_RECORD = 22;
    private static final int DIRECTORY_RECORD = 46;
    private static final int LOCAL_RECORD = 30;
    private static final int MAX_COMMENT = 65_535;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final byte[] octets;

    /** @param from where the entry's own record begins */
    record Entry(String name, boolean encrypted, int method, long packed, long from) {

        /** Without the folders it is in. */
        String file() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    Zip(byte[] octets) {
        this.octets = octets;
    }

    static boolean is(byte[] octets) {
        return octets.length > END_RECORD && octets[0] == 'P' && octets[1] == 'K';
    }

    /** At most {@value #MAX_ENTRIES}. */
    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        var end = endRecord();
        if (end < 0) {
            return entries;
        }
        var at = (int) Math.min(Integer.MAX_VALUE, number(end + 16, 4));
        while (entries.size() < MAX_ENTRIES
                && at >= 0
                && at <= octets.length - DIRECTORY_RECORD
                && number(at, 4) == 0x02014b50L) {
            var nameLength = (int) number(at + 28, 2);
            var next = at + (long) DIRECTORY_RECORD + nameLength + number(at + 30, 2) + number(at + 32, 2);
            if (nameLength > octets.length - DIRECTORY_RECORD - at) {
                break;
            }
            entries.add(new Entry(
                    new String(octets, at + DIRECTORY_RECORD, nameLength, StandardCharsets.UTF_8),
                    (number(at + 8, 2) & 1) != 0,
                    (int) number(at + 10, 2),
                    number(at + 20, 4),
                    number(at + 42, 4)));
            at = next > octets.length ? -1 : (int) next;
        }
        return entries;
    }

    /** Whether that many entries are all that the archive says it has. */
    boolean lists(int entries) {
        var end = endRecord();
        return end >= 0 && number(end + 10, 2) == entries;
    }

    private int endRecord() {
        for (var at = octets.length - END_RECORD; at >= Math.max(0, octets.length - END_RECORD - MAX_COMMENT); at--) {
            if (octets[at] == 'P' && octets[at + 1] == 'K' && octets[at + 2] == 5 && octets[at + 3] == 6) {
                return at;
            }
        }
        return -1;
    }

    /** An entry's own octets; empty if they are more than so many, or cannot be had. */
    Optional<byte[]> unpacked(Entry entry, int most) {
        if (entry.encrypted
                || entry.from > octets.length - LOCAL_RECORD
                || number((int) entry.from, 4) != 0x04034b50L) {
            return Optional.empty();
        }
        var from = (int) entry.from;
        var begin = from + LOCAL_RECORD + number(from + 26, 2) + number(from + 28, 2);
        var end = begin + entry.packed;
        if (end > octets.length) {
            return Optional.empty();
        }
        var packed = Arrays.copyOfRange(octets, (int) begin, (int) end);
        return switch (entry.method) {
            case STORED -> packed.length > most ? Optional.empty() : Optional.of(packed);
            case DEFLATED -> inflated(packed, most);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> inflated(byte[] packed, int most) {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(packed);
            var out = new byte[Math.min(most, Math.max(1_024, 4 * Math.min(packed.length, most / 4)))];
            var length = 0;
            while (!inflater.finished()) {
                if (length == out.length) {
                    if (length == most) {
                        return Optional.empty();
                    }
                    out = Arrays.copyOf(out, (int) Math.min(most, 2L * length));
                }
                var more = inflater.inflate(out, length, out.length - length);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return Optional.empty();
                }
                length += more;
            }
            return Optional.of(Arrays.copyOf(out, length));
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }

    private long number(int at, int length) {
        long number = 0;
        for (var i = length - 1; i >= 0; i--) {
            number = number << 8 | octets[at + i] & 0xff;
        }
        return number;
    }
}
