package org.kantor.webmail.shell;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.internal.nodefeature.ElementPropertyMap;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.kantor.kernel.Environment;

/** The components of the style sheets, to look at; only in a suite with demonstration people. */
@Route(value = "gallery", layout = Shell.class)
@PageTitle("Gallery")
public class GalleryView extends Div implements BeforeEnterObserver {

    private static final long serialVersionUID = 1;

    /** The parameter that says what fails: {@code view}, {@code frame}, {@code answer} or {@code button}. */
    private static final String FAILS = "fails";

    private final transient Environment environment;

    @Inject
    public GalleryView(Environment environment) {
        this.environment = environment;
        addClassName("gallery");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!environment.demo()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        removeAll();
        add(new Html(page()));
        event.getLocation().getQueryParameters().getSingleParameter(FAILS).ifPresent(this::fail);
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

    private static String page() {
        try (var in = GalleryView.class.getResourceAsStream("gallery.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
