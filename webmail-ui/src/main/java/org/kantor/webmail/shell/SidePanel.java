package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;

/** A view that has something to show between the rail and the surface. */
public interface SidePanel {

    /** The panel's content; asked once for each time the view is shown. */
    Component sidePanel();
}
