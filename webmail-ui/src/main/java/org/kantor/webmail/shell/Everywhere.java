package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;

/** Something that is on the page whatever the view: a CDI bean for each. It is invisible, or places itself. */
public interface Everywhere {

    /** @param shell the frame that it is added to */
    Component in(Shell shell);
}
