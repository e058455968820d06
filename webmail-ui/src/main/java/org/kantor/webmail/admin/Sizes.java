package org.kantor.webmail.admin;

import java.util.Locale;

/** Sizes as people read them: three figures at most, in powers of 1000. */
final class Sizes {

    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    static final long GIGABYTE = 1_000_000_000L;

    private Sizes() {}

    static String text(long octets, Locale locale) {
        var value = (double) octets;
        var unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return (unit == 0 || value >= 99.95 ? String.format(locale, "%.0f", value) : String.format(locale, "%.1f", value)) + " " + UNITS[unit];
    }
}
