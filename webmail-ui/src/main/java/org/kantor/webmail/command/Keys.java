package org.kantor.webmail.command;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kantor.settings.Setting;

/** What a person prefers of the keys. */
public final class Keys {

    /** Whether keys without Ctrl do anything (WCAG 2.2, 2.1.4). */
    public static final Setting<Boolean> SINGLE = Setting.flag("keys.single", true);

    /** The keys that were changed, by verb; an empty one for a verb that has none any more. */
    public static final Setting<Map<String, String>> CHANGED =
            new Setting<>("keys.changed", Map.of(), Keys::parse, Keys::format);

    private Keys() {}

    private static Map<String, String> parse(String lines) {
        var keys = new TreeMap<String, String>();
        for (var line : lines.lines().toList()) {
            var at = line.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException(line);
            }
            keys.put(line.substring(0, at), line.substring(at + 1));
        }
        return keys;
    }

    private static String format(Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
