package org.kantor.webmail.shell;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.internal.nodefeature.ElementPropertyMap;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import org.kantor.kernel.Environment;

/**
 * Every component that stands alone, in every state, to look at; only in a suite with demonstration people. {@code gallery.html} has what is but a class of the style sheets.
 */
@Route(value = "gallery", layout = Shell.class)
@PageTitle("Gallery")
public class GalleryView extends Div implements BeforeEnterObserver {

    private static final long serialVersionUID = 1;

    /** The parameter that says what fails: {@code view}, {@code frame}, {@code answer} or {@code button}. */
    private static final String FAILS = "fails";

    private final transient Environment environment;
    private final transient Instance<Exhibit> exhibits;

    @Inject
    public GalleryView(Environment environment, @Any Instance<Exhibit> exhibits) {
        this.environment = environment;
        this.exhibits = exhibits;
        addClassName("gallery");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!environment.demo()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        removeAll();
        var fails = event.getLocation().getQueryParameters().getSingleParameter(FAILS);
        if (fails.isPresent()) {
            fail(fails.get());
        } else {
            show();
        }
    }

    private void show() {
        var heading = new H1("Gallery");
        heading.addClassName("sr");
        var components = new Div();
        components.addClassName("sheet");
        exhibits.stream()
                .flatMap(exhibit -> exhibit.sections().stream())
                .sorted(Comparator.comparing(Exhibit.Section::title))
                .forEach(one -> {
                    var section = new Section(new H2(one.title()));
                    section.add(one.examples());
                    components.add(section);
                });
        add(heading, components, new Html(elements()));
    }

    /** Fails as the address asks for it, so that what people see then can be looked at. */
    private void fail(String what) {
        var failure = new IllegalStateException("The gallery shows a failure of: " + what);
        switch (what) {
            case "view" -> throw failure;
            // what is shown in the place of the view fails in the same way
            case "frame" ->
                UI.getCurrent().addAfterNavigationListener(event -> {
                    throw failure;
                });
            case "answer" ->
                getElement().getNode().getFeature(ElementPropertyMap.class).setProperty("failure", failure);
            case "button" ->
                add(new TextButton("circle-alert", "Fail", () -> {
                    throw failure;
                }));
            default -> {}
        }
    }

    private static String elements() {
        try (var in = GalleryView.class.getResourceAsStream("gallery.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
