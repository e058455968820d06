package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.timepicker.TimePicker;
import java.text.DateFormatSymbols;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How dates and times are written in fields: the day before the month, 24 hours, weeks from the viewer's first day. */
public final class Pickers {

    /** Times are 24 hours with a colon, as everywhere else. */
    public static final Locale TIMES = Locale.UK;

    private Pickers() {}

    /** A field for a day, as the viewer writes days. */
    public static DatePicker date(String label, Locale viewer, Component texts) {
        var field = new DatePicker(label);
        field.setLocale(dates(viewer));
        field.setI18n(texts(viewer, texts));
        return field;
    }

    /** A field for a time beside one for its day; half hours are offered. */
    public static TimePicker time(String ariaLabel) {
        var field = new TimePicker();
        field.setAriaLabel(ariaLabel);
        field.setLocale(TIMES);
        field.setStep(Duration.ofMinutes(30));
        return field;
    }

    /** English alone would be American. */
    public static Locale dates(Locale viewer) {
        return viewer.getLanguage().equals("en") ? Locale.UK : viewer;
    }

    public static DatePickerI18n texts(Locale viewer, Component texts) {
        var names = DateFormatSymbols.getInstance(viewer);
        return new DatePickerI18n()
                .setMonthNames(Arrays.asList(names.getMonths()).subList(0, 12))
                .setWeekdays(Arrays.asList(names.getWeekdays()).subList(1, 8))
                .setWeekdaysShort(Arrays.asList(names.getShortWeekdays()).subList(1, 8))
                .setFirstDayOfWeek(Viewer.weekStart(UI.getCurrent()).getValue() % 7)
                .setToday(texts.getTranslation("cal.today"))
                .setCancel(texts.getTranslation("cancel"))
                .setBadInputErrorMessage(texts.getTranslation("cal.date.bad"));
    }
}
