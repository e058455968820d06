package org.kantor.webmail.settings;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import org.kantor.settings.Settings;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Preferences;
import org.kantor.webmail.shell.Shell;

/** Language, time zone and the first day of the week; dates and numbers follow the language. */
@Route(value = "settings/language", layout = Shell.class)
public class LanguageView extends SettingsPage {

    private static final long serialVersionUID = 1;

    @Inject
    public LanguageView(Settings settings, SignedIn signedIn, Clock clock) {
        super("settings.language");
        var account = signedIn.account().id();
        var languages = new Selection(
                        "language", getTranslation("look.language"), settings.get(account, Preferences.LANGUAGE))
                .with("", getTranslation("settings.asBrowser"))
                .with("en", getTranslation("look.language.en"))
                .with("id", getTranslation("look.language.id"));
        var zones = new Selection("zone", getTranslation("settings.zone"), settings.get(account, Preferences.ZONE))
                .with("", getTranslation("settings.asBrowser"));
        ZoneId.getAvailableZoneIds().stream()
                .filter(name -> name.indexOf('/') > 0 && !name.startsWith("Etc/") && !name.startsWith("SystemV/"))
                .sorted()
                .forEach(name -> zones.with(name, name.replace('_', ' ')));
        var week = new Selection("week", getTranslation("settings.week"), settings.get(account, Preferences.WEEK_START))
                .with("", getTranslation("settings.asLanguage"));
        for (var day : new DayOfWeek[] {DayOfWeek.MONDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY}) {
            week.with(day.name(), day.getDisplayName(TextStyle.FULL_STANDALONE, getLocale()));
        }
        var example = new Span(Dates.of(clock, UI.getCurrent()).full(clock.instant()));
        example.addClassNames("sec", "num");
        panel(
                line("look.language", languages),
                line("settings.zone", zones),
                line("settings.week", week),
                line("settings.dates", example));
    }
}
