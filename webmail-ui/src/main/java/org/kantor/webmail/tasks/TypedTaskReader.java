package org.kantor.webmail.tasks;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.task.Moment;
import org.kantor.webmail.tasks.TypedTask.Span;

/**
 * Reads a task out of a line of text. Of each kind the first that is found counts: a date (today, besok, fri, jumat depan, 28 Nov, 2026-11-28, in 3 days, minggu depan), a time (15:00, 3pm, jam 9 malam),
 * a repetition (every monday, setiap 2 minggu) and a list ({@code #} and its name or the beginning of it). What stands in quotation marks is text. For one text.
 */
final class TypedTaskReader {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d{2})(am|pm)?");
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{2})");
    private static final Pattern HOUR = Pattern.compile("(\\d{1,2})(am|pm)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(st|nd|rd|th)?");
    private static final Pattern YEAR = Pattern.compile("20\\d{2}");
    private static final String[] RULE_DAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

    private final String text;
    private final LocalDateTime now;
    private final LocalDate today;
    private final List<String> lists;
    private final List<Word> words = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private @Nullable LocalDate date;
    private @Nullable LocalTime time;
    private String rule = "";
    private int list = -1;

    /** @param text in lower case, without punctuation at its end */
    private record Word(String text, int from, int to, boolean quoted) {}

    private TypedTaskReader(String text, LocalDateTime now, List<String> lists) {
        this.text = text;
        this.now = now;
        this.today = now.toLocalDate();
        this.lists = lists;
    }

    /**
     * @param now where the person is
     * @param lists the names of the lists that there are
     */
    static TypedTask read(String text, LocalDateTime now, List<String> lists) {
        return new TypedTaskReader(text, now, lists).read();
    }

    private TypedTask read() {
        split();
        for (var at = 0; at < words.size(); ) {
            var used = words.get(at).quoted ? 0 : understood(at);
            if (used > 0) {
                var end = words.get(at + used - 1);
                spans.add(new Span(words.get(at).from, end.from + end.text.length()));
            }
            at += Math.max(1, used);
        }
        var title = title();
        return title.isEmpty()
                ? new TypedTask(text.strip(), null, "", -1, List.of())
                : new TypedTask(title, due(), rule, list, List.copyOf(spans));
    }

    private void split() {
        var quoted = false;
        var from = -1;
        for (var i = 0; i <= text.length(); i++) {
            var space = i == text.length() || Character.isWhitespace(text.charAt(i));
            if (!space && from < 0) {
                from = i;
            } else if (space && from >= 0) {
                var raw = text.substring(from, i);
                var marks = raw.chars().filter(c -> c == '"').count();
                // lower case must not change the length, which places count by
                var lower = raw.toLowerCase(Locale.ROOT);
                var word = (lower.length() == raw.length() ? lower : raw).replaceFirst("[,.;!?]+$", "");
                words.add(new Word(word, from, i, quoted || marks > 0));
                quoted = quoted != (marks % 2 == 1);
                from = -1;
            }
        }
    }

    private String title() {
        var left = new StringBuilder();
        var at = 0;
        for (var span : spans) {
            left.append(text, at, span.from()).append(' ');
            at = span.to();
        }
        left.append(text.substring(at));
        return left.toString()
                .replaceAll("\\s+", " ")
                .replaceAll(" ([,.;])", "$1")
                .replaceAll("^[,;.]\\s*|[,;]\\s*$", "")
                .strip();
    }

    private @Nullable Moment due() {
        if (date == null && time == null) {
            return rule.isEmpty() ? null : Moment.of(today);
        }
        if (date == null) {
            return new Moment(now.toLocalTime().isBefore(time) ? today : today.plusDays(1), time);
        }
        return new Moment(date, time);
    }

    // ---- one thing at a place: how many words it is; 0 for none ----

    private int understood(int at) {
        var used = list < 0 ? list(at) : 0;
        if (used == 0 && rule.isEmpty()) {
            used = repetition(at);
        }
        if (used == 0 && date == null) {
            used = after(at, TypedWords.BEFORE_DATE, this::date);
        }
        if (used == 0 && time == null) {
            used = time(at);
        }
        return used;
    }

    private String word(int at) {
        return at < words.size() && !words.get(at).quoted ? words.get(at).text : "";
    }

    private interface Rule {
        int at(int word);
    }

    private int after(int at, Set<String> before, Rule rule) {
        var used = rule.at(at);
        if (used == 0 && before.contains(word(at))) {
            used = rule.at(at + 1);
            return used == 0 ? 0 : used + 1;
        }
        return used;
    }

    private int list(int at) {
        var begin = words.get(at).from;
        if (text.charAt(begin) != '#' || words.get(at).text.length() < 2) {
            return 0;
        }
        var rest = text.substring(begin + 1).toLowerCase(Locale.ROOT);
        var whole = lists.stream()
                .filter(name -> begins(rest, name.toLowerCase(Locale.ROOT)))
                .max(Comparator.comparingInt(String::length));
        if (whole.isPresent()) {
            list = lists.indexOf(whole.get());
            return whole.get().strip().split("\\s+").length;
        }
        var typed = words.get(at).text.substring(1);
        var alike = lists.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(typed))
                .toList();
        if (alike.size() == 1) {
            list = lists.indexOf(alike.getFirst());
            return 1;
        }
        return 0;
    }

    private static boolean begins(String rest, String name) {
        return !name.isBlank()
                && rest.startsWith(name)
                && (rest.length() == name.length() || !Character.isLetterOrDigit(rest.charAt(name.length())));
    }

    private int repetition(int at) {
        if (word(at).equals("daily")) {
            rule = "FREQ=DAILY";
            return 1;
        }
        if (!TypedWords.EVERY.contains(word(at))) {
            return 0;
        }
        var day = TypedWords.DAYS.get(word(at + 1));
        // minggu is a week after a number, and here: Sunday is hari minggu
        if (day != null && !word(at + 1).equals("minggu")) {
            weekly(day);
            return 2;
        }
        var named = TypedWords.DAYS.get(word(at + 2));
        if (word(at + 1).equals("hari") && named != null) {
            weekly(named);
            return 3;
        }
        if (word(at + 1).equals("weekday")
                || word(at + 1).equals("hari") && word(at + 2).equals("kerja")) {
            rule = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
            if (date == null && today.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
                date = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            }
            return word(at + 1).equals("hari") ? 3 : 2;
        }
        var number = NUMBER.matcher(word(at + 1)).matches() ? Integer.parseInt(word(at + 1)) : 0;
        var unit = TypedWords.UNITS.get(word(at + (number > 0 ? 2 : 1)));
        if (unit == null) {
            return 0;
        }
        rule = "FREQ="
                + Map.of(1, "DAILY", 7, "WEEKLY", TypedWords.MONTH, "MONTHLY", TypedWords.YEAR, "YEARLY")
                        .get(unit) + (number > 1 ? ";INTERVAL=" + number : "");
        return number > 0 ? 3 : 2;
    }

    private void weekly(DayOfWeek day) {
        rule = "FREQ=WEEKLY;BYDAY=" + RULE_DAYS[day.ordinal()];
        if (date == null) {
            date = today.with(TemporalAdjusters.nextOrSame(day));
        }
    }

    private int date(int at) {
        var word = word(at);
        var near = TypedWords.NEAR.get(word);
        if (near != null) {
            date = today.plusDays(near);
            return 1;
        }
        if (word.equals("hari") && word(at + 1).equals("ini")) {
            date = today;
            return 2;
        }
        var used = next(at);
        if (used == 0) {
            used = fromNow(at);
        }
        if (used == 0) {
            used = calendar(at);
        }
        if (used == 0 && TypedWords.DAYS.containsKey(word)) {
            date = today.with(TemporalAdjusters.next(TypedWords.DAYS.get(word)));
            return 1;
        }
        return used;
    }

    /** Next week, next Friday; minggu depan, Jumat depan. */
    private int next(int at) {
        var english = word(at).equals("next");
        var what = english ? word(at + 1) : word(at);
        var follows = word(at + 1).equals("depan");
        if (!english && !follows) {
            return 0;
        }
        var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        var unit = TypedWords.UNITS.get(what);
        if (unit != null && unit == 7) {
            date = monday;
        } else if (unit != null && unit == TypedWords.MONTH) {
            date = today.with(TemporalAdjusters.firstDayOfNextMonth());
        } else if (TypedWords.DAYS.containsKey(what)) {
            date = monday.with(TemporalAdjusters.nextOrSame(TypedWords.DAYS.get(what)));
        } else {
            return 0;
        }
        return 2;
    }

    /** In 3 days, dalam 3 hari, 3 hari lagi. */
    private int fromNow(int at) {
        var in = TypedWords.IN.contains(word(at)) ? 1 : 0;
        if (!NUMBER.matcher(word(at + in)).matches() || !TypedWords.UNITS.containsKey(word(at + in + 1))) {
            return 0;
        }
        var later = word(at + in + 2).equals("lagi") ? 1 : 0;
        if (in + later == 0) {
            return 0;
        }
        var number = Integer.parseInt(word(at + in));
        var unit = TypedWords.UNITS.getOrDefault(word(at + in + 1), 1);
        date = unit > 0 ? today.plusDays((long) number * unit) : today.plusMonths(-(long) number * unit);
        return in + 2 + later;
    }

    /** 2026-11-28, 28/11/2026, 28 Nov, Nov 28, with a year or without. */
    private int calendar(int at) {
        var iso = ISO.matcher(word(at));
        var slashed = SLASHED.matcher(word(at));
        if (iso.matches()) {
            return is(iso.group(1), iso.group(2), iso.group(3)) ? 1 : 0;
        }
        if (slashed.matches()) {
            return is(slashed.group(3), slashed.group(2), slashed.group(1)) ? 1 : 0;
        }
        var first = DAY.matcher(word(at));
        var second = DAY.matcher(word(at + 1));
        var month = first.matches() ? TypedWords.MONTHS.get(word(at + 1)) : TypedWords.MONTHS.get(word(at));
        if (month == null || !first.matches() && !second.matches()) {
            return 0;
        }
        var day = first.matches() ? first.group(1) : second.group(1);
        if (YEAR.matcher(word(at + 2)).matches()) {
            return is(word(at + 2), month.toString(), day) ? 3 : 0;
        }
        if (!is(Integer.toString(today.getYear()), month.toString(), day)) {
            // 29 February is in another year
            return is(Integer.toString(today.getYear() + 1), month.toString(), day) ? 2 : 0;
        }
        if (date != null && date.isBefore(today)) {
            date = date.plusYears(1);
        }
        return 2;
    }

    private boolean is(String year, String month, String day) {
        try {
            date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private int time(int at) {
        var before = TypedWords.BEFORE_TIME.contains(word(at)) ? 1 : 0;
        var word = word(at + before);
        var colon = CLOCK.matcher(word);
        var hour = HOUR.matcher(word);
        if (word.equals("noon")) {
            time = LocalTime.NOON;
            return before + 1;
        }
        if (hour.matches()) {
            return clock(hour.group(1), "0", hour.group(2)) ? before + 1 : 0;
        }
        var dotted = DOTTED.matcher(word);
        var number = NUMBER.matcher(word);
        var part = TypedWords.PARTS.containsKey(word(at + before + 1)) ? word(at + before + 1) : null;
        var english = "am".equals(part) || "pm".equals(part);
        var more = part == null ? 0 : 1;
        if (colon.matches()) {
            var told = colon.group(3) != null ? colon.group(3) : part;
            return clock(colon.group(1), colon.group(2), told) ? before + 1 + (colon.group(3) == null ? more : 0) : 0;
        }
        // 15.00 is also a price: it is a time after a word for it, or after a date
        if (dotted.matches() && (before == 1 || part != null || afterDate(at))) {
            return clock(dotted.group(1), dotted.group(2), part) ? before + 1 + more : 0;
        }
        if (number.matches() && (before == 1 || english)) {
            return clock(word, "0", part) ? before + 1 + more : 0;
        }
        return 0;
    }

    private boolean afterDate(int at) {
        return date != null && at > 0 && !spans.isEmpty() && spans.getLast().to() >= words.get(at - 1).from;
    }

    private boolean clock(String hours, String minutes, @Nullable String part) {
        var hour = Integer.parseInt(hours);
        var minute = Integer.parseInt(minutes);
        if (part != null && hour <= 12) {
            var noon = TypedWords.PARTS.getOrDefault(part, 0);
            // eleven siang is before noon, one siang is after; twelve malam is midnight
            var stays = part.equals("siang") && hour >= 10 && hour < 12;
            hour = stays ? hour : part.equals("malam") && hour == 12 ? 0 : hour % 12 + noon;
        }
        if (hour > 23 || minute > 59) {
            return false;
        }
        time = LocalTime.of(hour, minute);
        return true;
    }
}
