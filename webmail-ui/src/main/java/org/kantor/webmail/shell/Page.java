package org.kantor.webmail.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Writes what must be right before the first paint into the page: language, scheme and density from their cookies, the icon, the scripts. */
public class Page {

    static final String SCHEME = "kantor-scheme";
    static final String DENSITY = "kantor-density";
    static final String LANGUAGE = "kantor-language";

    void init(@Observes ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            var html = page.getDocument().getElementsByTag("html");
            html.attr("lang", language(page.getVaadinRequest()).toLanguageTag());
            cookie(page.getVaadinRequest(), SCHEME)
                    .filter(scheme -> scheme.equals("dark") || scheme.equals("light"))
                    .ifPresent(scheme -> html.attr("theme", scheme));
            cookie(page.getVaadinRequest(), DENSITY)
                    .filter("compact"::equals)
                    .ifPresent(density -> html.attr("data-density", density));
            page.getDocument().title("Kantor");
            var head = page.getDocument().head();
            head.appendElement("link")
                    .attr("rel", "icon")
                    .attr("type", "image/svg+xml")
                    .attr("href", "ui/favicon.svg");
            var script =
                    new org.jsoup.nodes.Element("script").attr("type", "module").attr("src", "ui/kantor.js");
            // before the application's own scripts, so that our elements are known when it makes the first of them
            var base = head.selectFirst("base");
            if (base == null) {
                head.prependChild(script);
            } else {
                base.after(script);
            }
        });
        event.getSource().addUIInitListener(created -> created.getUI().setLocale(language(VaadinRequest.getCurrent())));
    }

    /** The language chosen in the settings, else the browser's first of ours, else English. */
    static Locale language(VaadinRequest request) {
        var chosen = cookie(request, LANGUAGE).map(Locale::forLanguageTag).filter(Texts.LANGUAGES::contains);
        return chosen.orElseGet(() -> {
            var wanted = request.getLocale();
            return Texts.LANGUAGES.stream()
                    .filter(ours -> ours.getLanguage().equals(wanted.getLanguage()))
                    .findFirst()
                    .orElse(Locale.ENGLISH);
        });
    }

    private static Optional<String> cookie(VaadinRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(cookie -> cookie.getValue())
                        .findFirst();
    }
}
