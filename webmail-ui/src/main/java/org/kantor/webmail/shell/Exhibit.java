package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import java.util.List;

/** Components of a feature that stand alone, for the gallery, in every state that they have: a CDI bean for each feature. What is in them is invented. */
public interface Exhibit {

    /** Made anew for each gallery. */
    List<Section> sections();

    /** @param examples each in a line of its own */
    record Section(String title, Component... examples) {}
}
