package org.kantor.webmail.shell;

import com.vaadin.flow.component.Component;
import java.util.List;

/** Pages that the palette leads to beside those of the rail and of the account's menu: a CDI bean for each part that has some. */
public interface Destinations {

    /** As they are now. @param asker in whose language they are called */
    List<Destination> of(Component asker);

    /** @param path from the application's root, with its parameters */
    record Destination(String path, String title, String icon) {}
}
