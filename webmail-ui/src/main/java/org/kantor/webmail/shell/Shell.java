package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The frame: top bar, rail, side panel, surface. What changes with the width is done by the style sheet; the drawer's opening and closing by
 * {@code shell.js}, without asking the server.
 */
@CdiComponent
public class Shell extends Div implements RouterLayout, AfterNavigationObserver {

    private static final long serialVersionUID = 1;
    private static final int FOOT = 100;

    private final Div side = new Div();
    private final Main main = new Main();
    private final Map<RouterLink, Place> entries = new LinkedHashMap<>();
    private final SearchBox search;

    @Inject
    public Shell(
            @Any Instance<Place> places,
            @Any Instance<Everywhere> everywhere,
            AccountMenu accountMenu,
            SettingsMenu settingsMenu,
            SearchBox search,
            Toasts toasts,
            Docked docked) {
        this.search = search;
        addClassName("app");
        var panel = new Aside(side);
        panel.addClassName("side");
        panel.setId("side");
        panel.getElement().setAttribute("aria-label", getTranslation("shell.side"));
        side.addClassName("side-in");
        main.addClassName("main");
        main.setId("main");
        add(skipLink(), topbar(settingsMenu, accountMenu), rail(places), panel, main, docked, toasts);
        var scrim = new Div();
        scrim.addClassName("side-scrim");
        add(scrim);
        everywhere.forEach(part -> add(part.in(this)));
    }

    private Anchor skipLink() {
        var link = new Anchor("#main", getTranslation("shell.skip"));
        link.addClassName("skip");
        link.setRouterIgnore(true);
        return link;
    }

    private Header topbar(SettingsMenu settingsMenu, AccountMenu accountMenu) {
        var menu = new IconButton("menu", getTranslation("shell.menu")).verb("panel");
        menu.addClassName("side-toggle");
        menu.getElement().setAttribute("aria-controls", "side");
        var brand = new Div();
        brand.addClassName("brand");
        brand.getElement().setProperty("innerHTML", Brand.MARK);
        var gap = new Span();
        gap.addClassName("grow");
        var help = new IconButton("circle-help", getTranslation("keys.title")).verb("help");
        help.addClassName("keys-toggle");
        var bar = new Header(menu, brand, search, gap, help, settingsMenu, accountMenu);
        bar.addClassName("topbar");
        return bar;
    }

    private Nav rail(Instance<Place> places) {
        var rail = new Nav();
        rail.addClassName("rail");
        rail.setAriaLabel(getTranslation("shell.places"));
        var foot = new Span();
        foot.addClassName("sp");
        var sorted = places.stream()
                .filter(Place::visible)
                .sorted(Comparator.comparingInt(Place::order))
                .toList();
        for (var place : sorted) {
            if (place.order() >= FOOT && foot.getParent().isEmpty()) {
                rail.add(foot);
            }
            var link = new RouterLink();
            link.setRoute(place.view());
            link.add(new Icon(place.icon(), "l"), new Span(getTranslation(place.titleKey())));
            entries.put(link, place);
            rail.add(link);
        }
        return rail;
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().removeAllChildren();
        main.getElement().appendChild(content.getElement());
        side.removeAll();
        if (content instanceof SidePanel view) {
            side.add(view.sidePanel());
        }
        setClassName("no-side", !(content instanceof SidePanel));
    }

    @Override
    public void removeRouterLayoutContent(HasElement oldContent) {
        oldContent.getElement().removeFromParent();
        side.removeAll();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var path = event.getLocation().getPath();
        search.at(event.getLocation());
        entries.forEach((link, place) -> {
            var on = place.covers(path);
            Current.mark(link, on);
            if (on) {
                link.removeClassName("news");
            }
        });
    }

    /** Marks a view's entry: something new is there. The mark stays until somebody goes there; where one is already, none is needed. */
    public void news(Class<? extends Component> view) {
        entries.forEach((link, place) -> {
            if (place.view() == view && !link.hasClassName("on")) {
                link.addClassName("news");
            }
        });
    }
}
