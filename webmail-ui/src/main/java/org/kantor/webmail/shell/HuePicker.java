package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A choice of one hue, each a dot, or of none where there may be none; the style sheet's class of a hue is {@code h-} and its name in lower case. */
public final class HuePicker<H extends Enum<H>> extends Div {

    private static final long serialVersionUID = 1;

    private final transient List<Optional<H>> choices;
    private transient Optional<H> chosen;

    /** @param chosen at first */
    public HuePicker(H chosen) {
        this(chosen.getDeclaringClass(), Optional.of(chosen), Stream.of());
    }

    /** With none among them, the first. @param chosen at first */
    public HuePicker(Class<H> hues, Optional<H> chosen) {
        this(hues, chosen, Stream.of(Optional.empty()));
    }

    private HuePicker(Class<H> hues, Optional<H> chosen, Stream<Optional<H>> before) {
        this.choices = Stream.concat(
                        before, Arrays.stream(hues.getEnumConstants()).map(Optional::of))
                .toList();
        this.chosen = chosen;
        addClassName("hues");
        getElement().setAttribute("role", "radiogroup").setAttribute("aria-label", getTranslation("cal.hue"));
        show();
    }

    /** Where there must be one. */
    public H chosen() {
        return chosen.orElseThrow();
    }

    public Optional<H> chosenIfAny() {
        return chosen;
    }

    /** The style sheet's class of a hue. */
    public static String style(Enum<?> hue) {
        return "h-" + hue.name().toLowerCase(Locale.ROOT);
    }

    /** What a list of things that have a hue shows of each: a dot and a name. */
    public static Component named(Enum<?> hue, String name) {
        var dot = new Span();
        dot.addClassNames("dot", style(hue));
        var line = new Span(dot, new Span(name));
        line.addClassName("h");
        return line;
    }

    private void show() {
        removeAll();
        for (var each : choices) {
            var name = each.map(hue -> hue.name().toLowerCase(Locale.ROOT)).orElse("none");
            var dot = new Span();
            dot.addClassNames("dot", "h-" + name);
            var button = new NativeButton("", event -> {
                chosen = each;
                show();
            });
            button.add(dot);
            if (each.equals(chosen)) {
                button.add(new Icon("check"));
            }
            button.getElement()
                    .setAttribute("type", "button")
                    .setAttribute("role", "radio")
                    .setAttribute("aria-checked", Boolean.toString(each.equals(chosen)))
                    .setAttribute("aria-label", getTranslation("hue." + name));
            add(button);
        }
    }
}
