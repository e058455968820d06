package org.kantor.webmail.shell;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.kantor.settings.Setting;

/** What a person prefers of the whole interface. A value that is empty follows the browser or the language. */
public final class Preferences {

    /** Which colours. */
    public enum Scheme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /** How much stands on the screen. */
    public enum Density {
        COMFORTABLE,
        COMPACT
    }

    /** Where an open message is shown. */
    public enum Pane {
        RIGHT,
        BELOW,
        OFF
    }

    /** What becomes of a row that a finger pushes aside. */
    public enum Swipe {
        NOTHING,
        ARCHIVE,
        DELETE,
        SNOOZE,
        READ,
        STAR
    }

    /** Whether an author who asks for it is told that a message was read. */
    public enum Receipts {
        ASK,
        ALWAYS,
        NEVER
    }

    public static final Setting<Scheme> SCHEME = Setting.choice("look.scheme", Scheme.class, Scheme.SYSTEM);
    public static final Setting<Density> DENSITY = Setting.choice("look.density", Density.class, Density.COMFORTABLE);
    public static final Setting<Pane> PANE = Setting.choice("look.pane", Pane.class, Pane.RIGHT);

    /** Pixels of a list's width beside an open message. */
    public static final Setting<String> LIST_WIDTH =
            new Setting<>("look.list-width", "", text -> within(320, 560, text), text -> text);

    /** Percent of the height that a list over an open message has. */
    public static final Setting<String> LIST_HEIGHT =
            new Setting<>("look.list-height", "", text -> within(20, 75, text), text -> text);

    /** {@code en} or {@code id}. */
    public static final Setting<String> LANGUAGE =
            new Setting<>("look.language", "", text -> oneOf(List.of("", "en", "id"), text), text -> text);

    /** A name of the time zone database, such as {@code Asia/Jakarta}. */
    public static final Setting<String> ZONE = new Setting<>("look.zone", "", Preferences::zone, text -> text);

    /** The name of a {@link DayOfWeek}. */
    public static final Setting<String> WEEK_START =
            new Setting<>("look.week-start", "", Preferences::day, text -> text);

    /** Whether the browser tells of new mail while another window is in front. */
    public static final Setting<Boolean> NOTIFY = Setting.flag("notify.mail", false);

    /** Whether lists show conversations; else each message stands for itself. */
    public static final Setting<Boolean> CONVERSATIONS = Setting.flag("mail.conversations", true);

    public static final Setting<Swipe> SWIPE_RIGHT = Setting.choice("mail.swipe-right", Swipe.class, Swipe.ARCHIVE);
    public static final Setting<Swipe> SWIPE_LEFT = Setting.choice("mail.swipe-left", Swipe.class, Swipe.SNOOZE);

    /** The folders, by their identifiers, whose inner ones the panel does not show; of 300 at most. */
    public static final Setting<String> FOLDED =
            new Setting<>("mail.folded", "", Preferences::identifiers, text -> text);

    /** What is done when an author asks to be told that a message was read. */
    public static final Setting<Receipts> RECEIPTS = Setting.choice("mail.receipts", Receipts.class, Receipts.ASK);

    /** How long a message that was sent can be taken back, in seconds; 0 for not at all. */
    public static final Setting<Long> UNDO_SECONDS = Setting.number("compose.undo-seconds", 10);

    /** By the names that the page has for them. */
    static final Map<String, Setting<?>> BY_NAME = Map.ofEntries(
            Map.entry("scheme", SCHEME),
            Map.entry("density", DENSITY),
            Map.entry("pane", PANE),
            Map.entry("listwidth", LIST_WIDTH),
            Map.entry("listheight", LIST_HEIGHT),
            Map.entry("language", LANGUAGE),
            Map.entry("zone", ZONE),
            Map.entry("week", WEEK_START),
            Map.entry("notify", NOTIFY),
            Map.entry("conversations", CONVERSATIONS),
            Map.entry("swiperight", SWIPE_RIGHT),
            Map.entry("swipeleft", SWIPE_LEFT),
            Map.entry("folded", FOLDED),
            Map.entry("receipts", RECEIPTS),
            Map.entry("undoseconds", UNDO_SECONDS));

    private static final Pattern IDENTIFIERS = Pattern.compile("|\\d{1,19}( \\d{1,19}){0,299}");

    private Preferences() {}

    /** How a value is written in the page: choices in lower case. */
    static String shown(Object value) {
        return value instanceof Enum<?> choice ? choice.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    private static String oneOf(List<String> allowed, String text) {
        if (!allowed.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String within(int least, int most, String text) {
        if (!text.isEmpty() && (Integer.parseInt(text) < least || Integer.parseInt(text) > most)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String zone(String text) {
        if (!text.isEmpty() && !ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String identifiers(String text) {
        if (!IDENTIFIERS.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String day(String text) {
        return text.isEmpty() ? text : DayOfWeek.valueOf(text).name();
    }
}
