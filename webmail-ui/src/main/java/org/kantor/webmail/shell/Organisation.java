package org.kantor.webmail.shell;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kantor.settings.Setting;
import org.kantor.settings.Settings;

/** How the organisation shows itself: settings of the installation. */
public final class Organisation {

    /** The largest logo, in octets. */
    public static final int LARGEST_LOGO = 100 * 1024;

    /** In place of the product's word mark; empty for that. */
    public static final Setting<String> NAME = Setting.text("organisation.name", "");

    /** As {@code #0a6179}; empty for the product's. Only its hue and a capped chroma are used, so that any colour can be read. */
    public static final Setting<String> ACCENT =
            new Setting<>("organisation.accent", "", Organisation::colour, text -> text);

    /** A picture in base64; empty for the product's mark. */
    public static final Setting<String> LOGO = Setting.text("organisation.logo", "");

    private static final Pattern COLOUR = Pattern.compile("(#[0-9a-f]{6})?");

    private Organisation() {}

    private static String colour(String text) {
        if (!COLOUR.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** The media type of a picture that can be a logo, by its first octets: PNG, JPEG or WebP. */
    public static Optional<String> type(byte[] picture) {
        return Optional.ofNullable(typeOrNull(picture));
    }

    private static @Nullable String typeOrNull(byte[] picture) {
        if (begins(picture, 0, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        if (begins(picture, 0, 0xff, 0xd8, 0xff)) {
            return "image/jpeg";
        }
        return begins(picture, 0, 'R', 'I', 'F', 'F') && begins(picture, 8, 'W', 'E', 'B', 'P') ? "image/webp" : null;
    }

    private static boolean begins(byte[] octets, int from, int... wanted) {
        if (octets.length < from + wanted.length) {
            return false;
        }
        for (var i = 0; i < wanted.length; i++) {
            if ((octets[from + i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    static byte[] picture(String logo) {
        return Base64.getDecoder().decode(logo);
    }

    /** The style sheet that shows it on every page, the log-in's too; empty for the product's own look. */
    static String styleSheet(Settings settings) {
        var name = settings.get(NAME);
        var accent = settings.get(ACCENT);
        var logo = settings.get(LOGO);
        var css = new StringBuilder();
        if (!accent.isEmpty()) {
            css.append("html:root { --k-brand: ").append(accent).append("; }\n");
        }
        if (!logo.isEmpty()) {
            css.append("""
                    .brand svg.m, .brand svg.mark { display: none; }
                    .brand::before { content: ""; width: 28px; height: 28px; flex: none; background: url("brand-logo?""").append(Integer.toHexString(logo.hashCode())).append("\") center / contain no-repeat; }\n");
        }
        if (!name.isEmpty()) {
            css.append(".brand svg.wm, .brand svg.word { display: none; }\n.brand::after { content: \"");
            name.codePoints()
                    .forEach(
                            c -> css.append('\\').append(Integer.toHexString(c)).append(' '));
            css.append(
                    "\"; font: 600 var(--k-fs-18)/24px var(--k-font-display); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }\n");
        }
        return css.toString();
    }
}
