package org.kantor.webmail.shell;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Div;
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

/** Every component in every state, to look at; only in a suite with demonstration people. */
@Route(value = "gallery", layout = Shell.class)
@PageTitle("Gallery")
public class GalleryView extends Div implements BeforeEnterObserver {

    private static final long serialVersionUID = 1;

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
    }

    private static String page() {
        try (var in = GalleryView.class.getResourceAsStream("gallery.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
