package org.kantor.webmail.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** A choice of one hue, each a dot; the style sheet's class of a hue is {@code h-} and its name in lower case. */
public final class HuePicker<H extends Enum<H>> extends Div {

    private static final long serialVersionUID = 1;

    private H chosen;

    /** @param chosen at first */
    public HuePicker(H chosen) {
        this.chosen = chosen;
        addClassName("hues");
        getElement().setAttribute("role", "radiogroup").setAttribute("aria-label", getTranslation("cal.hue"));
        show();
    }

    public H chosen() {
        return chosen;
    }

    private void show() {
        removeAll();
        for (var each : chosen.getDeclaringClass().getEnumConstants()) {
            var name = each.name().toLowerCase(Locale.ROOT);
            var dot = new Span();
            dot.addClassNames("dot", "h-" + name);
            var button = new NativeButton("", event -> {
                chosen = each;
                show();
            });
            button.add(dot);
            if (each == chosen) {
                button.add(new Icon("check"));
            }
            button.getElement()
                    .setAttribute("type", "button")
                    .setAttribute("role", "radio")
                    .setAttribute("aria-checked", Boolean.toString(each == chosen))
                    .setAttribute("aria-label", getTranslation("hue." + name));
            add(button);
        }
    }
}
