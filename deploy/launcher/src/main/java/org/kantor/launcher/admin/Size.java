package org.kantor.launcher.admin;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of storage as people write it: {@code 500M}, {@code 2G}, {@code none}. */
record Size(long bytes) {

    private static final String UNITS = "KMGT";

    @Override
    public String toString() {
        if (bytes == 0) {
            return "none";
        }
        var amount = bytes;
        var unit = -1;
        while (amount % 1024 == 0 && unit < UNITS.length() - 1) {
            amount /= 1024;
            unit++;
        }
        return unit < 0 ? Long.toString(amount) : amount + UNITS.substring(unit, unit + 1);
    }

    static final class Converter implements ITypeConverter<Size> {

        @Override
        public Size convert(String text) {
            var upper = text.strip().toUpperCase(Locale.ROOT);
            if (upper.equals("NONE")) {
                return new Size(0);
            }
            var unit = upper.isEmpty() ? -1 : UNITS.indexOf(upper.charAt(upper.length() - 1));
            try {
                var number = Long.parseLong(unit < 0 ? upper : upper.substring(0, upper.length() - 1));
                if (number >= 0) {
                    return new Size(Math.multiplyExact(number, 1L << (10 * (unit + 1))));
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // Said below.
            }
            throw new TypeConversionException("\"" + text + "\" is no size: write 500M, 2G or none.");
        }
    }
}
