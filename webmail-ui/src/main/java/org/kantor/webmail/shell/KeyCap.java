package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;

/** A verb's key as a cap, as the reader has it; nothing where it has none. {@code keyboard.js} draws it. */
@Tag("k-key")
public final class KeyCap extends Component {

    private static final long serialVersionUID = 1;

    /** @param verb its name in {@code keymap.js} */
    public KeyCap(String verb) {
        getElement().setAttribute("verb", verb).setAttribute("aria-hidden", "true");
    }
}
