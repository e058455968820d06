package org.kantor.mail.wire.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the charset that a message means by a name. A name is widened to the superset that mailers really send under it (ISO-8859-1 is read as
 * windows-1252, GB2312 as GB18030, Shift_JIS as windows-31j), as browsers do. UTF-7 is refused: it hides mark-up from everything that looks at octets.
 */
public final class Charsets {

    public static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final int MAX_NAME = 40;
    private static final int MAX_CACHED = 500;

    private static final Map<String, String> WIDENED = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"),
            Map.entry("cp1252", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("windows-874", "x-windows-874"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("iso-8859-8-e", "ISO-8859-8"),
            Map.entry("iso-8859-6-i", "ISO-8859-6"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("cp936", "GB18030"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("cp950", "Big5-HKSCS"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("cp949", "x-windows-949"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf-8-sig", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"),
            Map.entry("koi8", "KOI8-R"),
            Map.entry("cp1251", "windows-1251"),
            Map.entry("x-cp1251", "windows-1251"));

    private static final Map<String, Optional<Charset>> KNOWN = new ConcurrentHashMap<>();

    private Charsets() {}

    /** Empty for no name, an unknown one, UTF-7 and the names that mean "I don't know" (us-ascii among them: what is not ASCII has to be guessed). */
    public static Optional<Charset> find(@Nullable String name) {
        if (name == null || name.isEmpty() || name.length() > MAX_NAME) {
            return Optional.empty();
        }
        var known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        var found = lookUp(name.strip().toLowerCase(Locale.ROOT));
        if (KNOWN.size() < MAX_CACHED) {
            KNOWN.put(name, found);
        }
        return found;
    }

    private static Optional<Charset> lookUp(String name) {
        if (name.contains("utf-7") || name.contains("utf7") || name.equals("us-ascii") || name.equals("ascii")) {
            return Optional.empty();
        }
        if (name.equals("utf-8")) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        try {
            var charset = Charset.forName(WIDENED.getOrDefault(name, name));
            return charset.newDecoder().isAutoDetecting() ? Optional.empty() : Optional.of(charset);
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
