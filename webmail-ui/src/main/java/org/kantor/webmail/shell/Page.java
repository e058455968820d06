package org.kantor.webmail.shell;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NavigationTrigger;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.Version;
import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.kantor.settings.Settings;
import org.kantor.webmail.session.SignedIn;

/**
 * Writes what must be right before the first paint into the page: language, scheme and density as the person prefers them, the icon, the scripts. The page asks for its UI
 * while it reads the scripts ({@code early.js}), and gets its view with it ({@code docs/decisions/0128}).
 */
public class Page {

    private static final String PRODUCT = "Kantor";

    private record Name(String shown) {}

    @Inject
    Settings settings;

    @Inject
    SignedIn signedIn;

    @Inject
    Assets assets;

    private final Bundle bundle = Bundle.read();

    void init(@Observes ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            var html = page.getDocument().getElementsByTag("html");
            var account = signedIn.account().id();
            var language = language(page.getVaadinRequest());
            html.attr("lang", language.toLanguageTag());
            Preferences.BY_NAME.forEach(
                    (name, setting) -> html.attr("data-" + name, Preferences.shown(settings.get(account, setting))));
            var scheme = settings.get(account, Preferences.SCHEME);
            if (scheme != Preferences.Scheme.SYSTEM) {
                html.attr("theme", Preferences.shown(scheme));
            }
            var places = place("--k-listwidth", settings.get(account, Preferences.LIST_WIDTH), "px")
                    + place("--k-listheight", settings.get(account, Preferences.LIST_HEIGHT), "%");
            if (!places.isEmpty()) {
                html.attr("style", places);
            }
            html.attr("data-organisation", name(settings));
            page.getDocument().title(name(settings));
            var head = page.getDocument().head();
            head.appendElement("link")
                    .attr("rel", "icon")
                    .attr("type", "image/svg+xml")
                    .attr("href", "ui/favicon.svg");
            styleSheet(head, assets.address(Assets.STYLE_SHEET));
            if (!Organisation.styleSheet(settings).isEmpty()) {
                styleSheet(head, "ui/brand.css");
            }
            var early = new Element("script").appendChild(new DataNode(assets.text(Assets.EARLY)));
            for (var text : List.of("title", "text", "again")) {
                early.attr("data-" + text, Texts.text("early." + text, language));
            }
            // before the application's own scripts, so that our elements are known when it makes the first of them
            head.expectFirst("base")
                    .after(module(assets.address(Assets.SCRIPT)))
                    .after(early);
            bundle.later().forEach(name -> hint(head, "modulepreload", name));
            bundle.components().ifPresent(name -> head.appendChild(module(name)));
            hint(head, "preload", ApplicationConstants.VAADIN_PUSH_JS + "?v=" + Version.getBuildHash())
                    .attr("as", "script");
        });
        event.getSource().addUIInitListener(created -> {
            prepare(created.getUI());
            show(created.getUI(), VaadinRequest.getCurrent());
        });
    }

    private static Element module(String address) {
        return new Element("script").attr("type", "module").attr("src", address);
    }

    private static Element hint(Element head, String kind, String address) {
        return head.appendElement("link").attr("rel", kind).attr("href", address);
    }

    /** Goes where the page is. When the browser's half asks for that too, it is there already. */
    private static void show(UI ui, VaadinRequest request) {
        var path = request.getParameter(ApplicationConstants.REQUEST_LOCATION_PARAMETER);
        if (path != null) {
            var query = request.getParameter(ApplicationConstants.REQUEST_QUERY_PARAMETER);
            ui.getInternals()
                    .getRouter()
                    .navigate(ui, new Location(path, QueryParameters.fromString(query)), NavigationTrigger.PAGE_LOAD);
        }
    }

    private static String place(String property, String value, String unit) {
        return value.isEmpty() ? "" : property + ": " + value + unit + "; ";
    }

    private static void styleSheet(Element head, String address) {
        head.appendElement("link").attr("rel", "stylesheet").attr("href", address);
    }

    /** What the installation is called: the organisation's name, or the product's. */
    public static String name() {
        var name = ComponentUtil.getData(UI.getCurrent(), Name.class);
        return name == null ? PRODUCT : name.shown();
    }

    static void named(UI ui, String name) {
        ComponentUtil.setData(ui, Name.class, new Name(name));
    }

    private static String name(Settings settings) {
        var name = settings.get(Organisation.NAME);
        return name.isEmpty() ? PRODUCT : name;
    }

    /** A page's title in the browser, with the installation's name. */
    public static String title(String what) {
        return what + " - " + name();
    }

    private void prepare(UI ui) {
        named(ui, name(settings));
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
