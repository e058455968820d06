package org.kantor.groupware;

import java.util.Locale;
import java.util.Optional;

/**
 * The eight hues that a calendar can have on every screen, light and dark. Clients of other makers choose any colour: what they set is kept for
 * them as it is, and people see the hue that comes nearest.
 */
public enum Hue {
    TEAL(0x008f9c),
    GREEN(0x36914f),
    LIME(0x6f8f14),
    AMBER(0xc07d12),
    RED(0xb6564c),
    PINK(0xc2518b),
    VIOLET(0x8663b8),
    BLUE(0x3f78c4);

    private final int rgb;

    Hue(int rgb) {
        this.rgb = rgb;
    }

    /** The colour told to clients of other makers, such as {@code #008F9C}. */
    public String colour() {
        return String.format(Locale.ROOT, "#%06X", rgb);
    }

    /** The hue nearest to {@code #RRGGBB} or {@code #RRGGBBAA}; empty if the text is no such colour. */
    public static Optional<Hue> nearest(String colour) {
        var text = colour.strip();
        if (!text.matches("#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")) {
            return Optional.empty();
        }
        var wanted = Integer.parseInt(text, 1, 7, 16);
        var best = TEAL;
        for (var hue : values()) {
            if (distance(hue.rgb, wanted) < distance(best.rgb, wanted)) {
                best = hue;
            }
        }
        return Optional.of(best);
    }

    /** Red, green and blue weighed the way eyes do (the low-cost approximation called redmean). */
    private static int distance(int a, int b) {
        var mean = ((a >> 16 & 255) + (b >> 16 & 255)) / 2;
        var red = (a >> 16 & 255) - (b >> 16 & 255);
        var green = (a >> 8 & 255) - (b >> 8 & 255);
        var blue = (a & 255) - (b & 255);
        return ((512 + mean) * red * red >> 8) + 4 * green * green + ((767 - mean) * blue * blue >> 8);
    }
}
