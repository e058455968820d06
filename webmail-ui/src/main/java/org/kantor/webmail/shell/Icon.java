package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;

/** An icon of the sprite ({@link IconSprite}) by its Lucide name; decoration, hidden from screen readers. */
@Tag("k-icon")
public class Icon extends Component implements HasStyle {

    private static final long serialVersionUID = 1;

    public Icon(String name) {
        getElement().setAttribute("name", name).setAttribute("aria-hidden", "true");
    }

    public Icon(String name, String... classNames) {
        this(name);
        addClassNames(classNames);
    }

    public final void setName(String name) {
        getElement().setAttribute("name", name);
    }
}
