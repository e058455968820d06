package org.kantor.webmail.mail;

import java.text.NumberFormat;
import java.util.Locale;

/** Sizes as people read them, in powers of 1,000. */
public final class Sizes {

    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private Sizes() {}

    /** Such as {@code 184 KB} or {@code 6.2 GB}; one digit after the point below ten. */
    public static String text(long bytes, Locale locale) {
        var value = (double) bytes;
        var unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(unit > 0 && value < 9.95 ? 1 : 0);
        return format.format(value) + " " + UNITS[unit];
    }
}
