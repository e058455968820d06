package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;

/** An entry of the rail: a CDI bean for each view that has one. Stateless; asked within the UI's lock. */
public interface Place {

    /** The message key of its name. */
    String titleKey();

    /** The Lucide name of its icon. */
    String icon();

    Class<? extends Component> view();

    /** Whether a path without leading slash, as in {@code mail/3/17}, belongs to this view. */
    default boolean covers(String path) {
        var own = path();
        return path.equals(own) || path.startsWith(own + "/");
    }

    /** The first segment of the view's route. */
    String path();

    /** Entries stand in this order; entries from 100 on stand at the rail's foot. */
    int order();

    /** Whether the person who is signed in sees it. */
    default boolean visible() {
        return true;
    }
}
