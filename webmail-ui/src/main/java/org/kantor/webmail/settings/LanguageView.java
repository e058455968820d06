package org.kantor.webmail.settings;

import com.vaadin.flow.component.HtmlContainer;
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
        var languages = select("language", "look.language");
        option(languages, "", getTranslation("settings.asBrowser"), settings.get(account, Preferences.LANGUAGE));
        option(languages, "en", getTranslation("look.language.en"), settings.get(account, Preferences.LANGUAGE));
        option(languages, "id", getTranslation("look.language.id"), settings.get(account, Preferences.LANGUAGE));
        var zones = select("zone", "settings.zone");
        var zone = settings.get(account, Preferences.ZONE);
        option(zones, "", getTranslation("settings.asBrowser"), zone);
        ZoneId.getAvailableZoneIds().stream()
                .filter(name -> name.indexOf('/') > 0 && !name.startsWith("Etc/") && !name.startsWith("SystemV/"))
                .sorted()
                .forEach(name -> option(zones, name, name.replace('_', ' '), zone));
        var week = select("week", "settings.week");
        var first = settings.get(account, Preferences.WEEK_START);
        option(week, "", getTranslation("settings.asLanguage"), first);
        for (var day : new DayOfWeek[] {DayOfWeek.MONDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY}) {
            option(week, day.name(), day.getDisplayName(TextStyle.FULL_STANDALONE, getLocale()), first);
        }
        var example = new Span(Dates.of(clock, UI.getCurrent()).full(clock.instant()));
        example.addClassNames("sec", "num");
        panel(
                line("look.language", languages),
                line("settings.zone", zones),
                line("settings.week", week),
                line("settings.dates", example));
    }

    private HtmlContainer select(String name, String key) {
        var select = new HtmlContainer("select");
        select.addClassName("inp");
        select.getElement().setAttribute("data-set", name).setAttribute("aria-label", getTranslation(key));
        return select;
    }

    private static void option(HtmlContainer select, String value, String text, String chosen) {
        var option = new HtmlContainer("option");
        option.getElement()
                .setAttribute("value", value)
                .setAttribute("selected", value.equals(chosen))
                .setText(text);
        select.add(option);
    }
}
