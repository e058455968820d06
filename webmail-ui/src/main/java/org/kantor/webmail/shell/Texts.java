package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.VaadinServiceEnabled;
import com.vaadin.cdi.annotation.VaadinServiceScoped;
import com.vaadin.flow.i18n.I18NProvider;
import java.text.Bidi;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The interface's texts in English and Indonesian. A key that is missing shows itself, in exclamation marks; the test of the bundles finds it before. */
@VaadinServiceEnabled
@VaadinServiceScoped
public class Texts implements I18NProvider {

    private static final long serialVersionUID = 1;
    private static final String BUNDLE = "org.kantor.webmail.shell.texts";

    static final Locale INDONESIAN = Locale.of("id");
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, INDONESIAN);

    @Override
    public List<Locale> getProvidedLocales() {
        return LANGUAGES;
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... params) {
        return text(key, locale, isolated(params));
    }

    /** What is put into a sentence, its words {@link #isolated(String)}. */
    static Object[] isolated(Object[] params) {
        return Arrays.stream(params)
                .map(value -> value instanceof String words ? isolated(words) : value)
                .toArray();
    }

    /** Words of somebody else as a part of a sentence: those that are written from right to left leave the order of what stands beside them alone (Unicode UAX 9, 2.4). */
    public static String isolated(String words) {
        return Bidi.requiresBidi(words.toCharArray(), 0, words.length()) ? "\u2068" + words + "\u2069" : words;
    }

    /** All texts whose keys begin so, as they stand in the bundle: for scripts, which fill in placeholders themselves. */
    public static Map<String, String> startingWith(String prefix, Locale locale) {
        var bundle = bundle(locale);
        return bundle.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toMap(key -> key, bundle::getString));
    }

    private static ResourceBundle bundle(Locale locale) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle(BUNDLE, locale, Texts.class.getClassLoader(), control);
    }

    /**
     * The language that was chosen in the settings, else the browser's first of ours, else English.
     *
     * @param chosen as {@link Preferences#LANGUAGE} has it
     */
    static Locale language(String chosen, Locale wanted) {
        if (!chosen.isEmpty()) {
            return Locale.of(chosen);
        }
        return LANGUAGES.stream()
                .filter(ours -> ours.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** The text outside of a page's request, in a language that may be any. */
    public static String text(String key, Locale locale, Object... params) {
        try {
            var text = bundle(locale).getString(key);
            return params.length == 0 ? text : new MessageFormat(text, locale).format(params);
        } catch (MissingResourceException e) {
            return "!" + key + "!";
        }
    }
}
