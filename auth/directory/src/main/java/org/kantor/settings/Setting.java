package org.kantor.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.kantor.kernel.Refused;

/**
 * The definition of a setting; it stands beside the feature that reads it.
 *
 * @param key names it in the table, such as {@code mail.max-size}
 * @param otherwise the value while nobody has set one
 * @param parse reads the text in the table; an {@link IllegalArgumentException} or {@link DateTimeParseException} says that it makes no sense
 * @param format the opposite
 */
public record Setting<T>(String key, T otherwise, Function<String, T> parse, Function<T, String> format) {

    public static Setting<String> text(String key, String otherwise) {
        return new Setting<>(key, otherwise, Function.identity(), Function.identity());
    }

    public static Setting<Long> number(String key, long otherwise) {
        return new Setting<>(key, otherwise, Long::valueOf, Object::toString);
    }

    public static Setting<Boolean> flag(String key, boolean otherwise) {
        return new Setting<>(key, otherwise, Setting::parseFlag, Object::toString);
    }

    /** In the form of ISO 8601, such as {@code PT30M}. */
    public static Setting<Duration> duration(String key, Duration otherwise) {
        return new Setting<>(key, otherwise, Duration::parse, Duration::toString);
    }

    public static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type, E otherwise) {
        return new Setting<>(key, otherwise, name -> Enum.valueOf(type, name), Enum::name);
    }

    /** @throws Refused {@code BAD_VALUE} if the text makes no sense for this setting */
    public T read(String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new Refused(Refused.Code.BAD_VALUE, "\"" + text + "\" is no value for " + key + ".");
        }
    }

    private static Boolean parseFlag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }
}
