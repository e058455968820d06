package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.VaadinServiceEnabled;
import com.vaadin.cdi.annotation.VaadinServiceScoped;
import com.vaadin.flow.i18n.I18NProvider;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

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
        return text(key, locale, params);
    }

    static String text(String key, Locale locale, Object... params) {
        try {
            var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
            var text = ResourceBundle.getBundle(BUNDLE, locale, Texts.class.getClassLoader(), control)
                    .getString(key);
            return params.length == 0 ? text : new MessageFormat(text, locale).format(params);
        } catch (MissingResourceException e) {
            return "!" + key + "!";
        }
    }
}
