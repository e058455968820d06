package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NavigationTrigger;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Router;
import com.vaadin.flow.server.RouteRegistry;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.Environment;
import org.kantor.webmail.fake.OpenUi;

class GalleryViewTest {

    private final UI ui = new OpenUi(Locale.UK);

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    /** Answers everything that it is asked in one way. */
    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> answer));
    }

    @SuppressWarnings("unchecked")
    private GalleryView enter(boolean demo) {
        var view = new GalleryView(
                new Environment(Map.of("KANTOR_DOMAIN", "example.org", "KANTOR_DEMO", Boolean.toString(demo))),
                answering(Instance.class, Stream.of()));
        view.beforeEnter(new BeforeEnterEvent(
                new Router(answering(RouteRegistry.class, Optional.empty())),
                NavigationTrigger.PAGE_LOAD,
                new Location("gallery"),
                GalleryView.class,
                ui,
                List.of()));
        return view;
    }

    @Test
    void itIsThereOnlyWhereDemonstrationPeopleAre() {
        assertThat(enter(true).getElement().getOuterHTML()).contains("Chips and badges");
        assertThatThrownBy(() -> enter(false)).hasRootCauseInstanceOf(NotFoundException.class);
    }
}
