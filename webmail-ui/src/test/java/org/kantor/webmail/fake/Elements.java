package org.kantor.webmail.fake;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import java.util.stream.Stream;

/** What a view has drawn, and what somebody presses of it. */
public final class Elements {

    private Elements() {}

    /** It and all elements in it. */
    public static Stream<Element> below(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.getChildren().filter(child -> !child.isTextNode()).flatMap(Elements::below));
    }

    /** Presses the first button of a class. */
    public static void press(Element within, String name) {
        var button = below(within)
                .filter(element -> element.getClassList().contains(name))
                .flatMap(element -> element.getComponent().stream())
                .map(NativeButton.class::cast)
                .findFirst()
                .orElseThrow();
        ComponentUtil.fireEvent(button, new ClickEvent<>(button));
    }
}
