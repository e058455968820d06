package org.kantor.webmail.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.NavigationTrigger;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.kantor.settings.Settings;
import org.kantor.webmail.session.SignedIn;

/** Writes what must be right before the first paint into the page: language, scheme and density as the person prefers them, the icon, the scripts. */
public class Page {

    @Inject
    Settings settings;

    @Inject
    SignedIn signedIn;

    @Inject
    Assets assets;

    void init(@Observes ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            var html = page.getDocument().getElementsByTag("html");
            var account = signedIn.account().id();
            html.attr("lang", language(page.getVaadinRequest()).toLanguageTag());
            Preferences.BY_NAME.forEach(
                    (name, setting) -> html.attr("data-" + name, Preferences.shown(settings.get(account, setting))));
            var scheme = settings.get(account, Preferences.SCHEME);
            if (scheme != Preferences.Scheme.SYSTEM) {
                html.attr("theme", Preferences.shown(scheme));
            }
            page.getDocument().title("Kantor");
            var head = page.getDocument().head();
            head.appendElement("link")
                    .attr("rel", "icon")
                    .attr("type", "image/svg+xml")
                    .attr("href", "ui/favicon.svg");
            styleSheet(head, assets.address(Assets.STYLE_SHEET));
            styleSheet(head, "ui/brand.css");
            var script = new Element("script").attr("type", "module").attr("src", assets.address(Assets.SCRIPT));
            // before the application's own scripts, so that our elements are known when it makes the first of them
            var base = head.selectFirst("base");
            if (base == null) {
                head.prependChild(script);
            } else {
                base.after(script);
            }
        });
        event.getSource().addUIInitListener(created -> prepare(created.getUI()));
    }

    private static void styleSheet(Element head, String address) {
        head.appendElement("link").attr("rel", "stylesheet").attr("href", address);
    }

    private void prepare(UI ui) {
        var account = signedIn.account().id();
        ui.setLocale(language(VaadinRequest.getCurrent()));
        ui.addBeforeEnterListener(event -> {
            if (event.getTrigger() != NavigationTrigger.UI_NAVIGATE) {
                ui.getPage().executeJs("window.kantorLeft()");
            }
        });
        Viewer.choose(ui, settings.get(account, Preferences.ZONE), settings.get(account, Preferences.WEEK_START));
    }

    private Locale language(VaadinRequest request) {
        return Texts.language(settings.get(signedIn.account().id(), Preferences.LANGUAGE), request.getLocale());
    }
}
