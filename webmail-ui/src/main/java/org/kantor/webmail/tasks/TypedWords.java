package org.kantor.webmail.tasks;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The words of dates in English and Indonesian, both understood whatever the page's language. In lower case. */
final class TypedWords {

    static final Map<String, DayOfWeek> DAYS = new HashMap<>();
    static final Map<String, Integer> MONTHS = new HashMap<>();

    /** Days from today. */
    static final Map<String, Integer> NEAR = Map.of(
            "yesterday",
            -1,
            "kemarin",
            -1,
            "today",
            0,
            "tonight",
            0,
            "tomorrow",
            1,
            "tmr",
            1,
            "besok",
            1,
            "esok",
            1,
            "lusa",
            2);

    /** What stands before a date and belongs to it. */
    static final Set<String> BEFORE_DATE = words("on by due until pada hari tanggal tgl sebelum sampai");

    /** What stands before a time; a number alone is a time after these only. */
    static final Set<String> BEFORE_TIME = words("at @ pukul jam pkl pk");

    static final Set<String> EVERY = words("every each setiap tiap");
    static final Set<String> IN = words("in dalam");

    /** Units of time: the number of days of a day and a week, and of months below zero. */
    static final Map<String, Integer> UNITS = new HashMap<>();

    /** What an hour is counted from, in the day. */
    static final Map<String, Integer> PARTS =
            Map.of("pagi", 0, "siang", 12, "sore", 12, "malam", 12, "am", 0, "pm", 12);

    static final int MONTH = -1;
    static final int YEAR = -12;

    static {
        days("monday mon senin", DayOfWeek.MONDAY);
        days("tuesday tue tues selasa", DayOfWeek.TUESDAY);
        days("wednesday wed rabu", DayOfWeek.WEDNESDAY);
        days("thursday thu thur thurs kamis", DayOfWeek.THURSDAY);
        days("friday fri jumat jum'at", DayOfWeek.FRIDAY);
        days("saturday sat sabtu", DayOfWeek.SATURDAY);
        days("sunday sun minggu ahad", DayOfWeek.SUNDAY);
        var months =
                ("january jan januari|february feb februari|march mar maret|april apr|may mei|june jun juni|july jul juli"
                                + "|august aug agustus agu agt|september sep sept|october oct oktober okt|november nov nop|december dec desember des")
                        .split("\\|");
        for (var month = 0; month < months.length; month++) {
            for (var name : months[month].split(" ")) {
                MONTHS.put(name, month + 1);
            }
        }
        units("day days hari", 1);
        units("week weeks minggu pekan", 7);
        units("month months bulan", MONTH);
        units("year years tahun", YEAR);
    }

    private TypedWords() {}

    private static void days(String names, DayOfWeek day) {
        Arrays.stream(names.split(" ")).forEach(name -> DAYS.put(name, day));
    }

    private static void units(String names, int days) {
        Arrays.stream(names.split(" ")).forEach(name -> UNITS.put(name, days));
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }
}
