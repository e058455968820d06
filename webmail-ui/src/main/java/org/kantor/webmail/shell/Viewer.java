package org.kantor.webmail.shell;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.WeekFields;
import java.util.Locale;

/** The time zone and week of the person at a page: what was chosen in the settings, else what the browser and the language say. */
public final class Viewer {

    /** What was chosen, as the settings have it. */
    private record Chosen(String zone, String weekStart) {}

    private Viewer() {}

    static void choose(UI ui, String zone, String weekStart) {
        ComponentUtil.setData(ui, Chosen.class, new Chosen(zone, weekStart));
    }

    private static Chosen chosen(UI ui) {
        var chosen = ComponentUtil.getData(ui, Chosen.class);
        return chosen == null ? new Chosen("", "") : chosen;
    }

    /** UTC if nobody says. */
    public static ZoneId zone(UI ui) {
        var chosen = chosen(ui).zone();
        var details = ui.getPage().getExtendedClientDetails();
        var name = !chosen.isEmpty() ? chosen : details == null ? null : details.getTimeZoneId();
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /** Monday in English, which is not American here, and in Indonesian. */
    public static DayOfWeek weekStart(UI ui) {
        var chosen = chosen(ui).weekStart();
        var language = ui.getLocale();
        return chosen.isEmpty()
                ? WeekFields.of(language.getCountry().isEmpty() ? Locale.UK : language)
                        .getFirstDayOfWeek()
                : DayOfWeek.valueOf(chosen);
    }
}
