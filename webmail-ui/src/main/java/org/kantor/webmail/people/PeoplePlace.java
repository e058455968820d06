package org.kantor.webmail.people;

import com.vaadin.flow.component.Component;
import jakarta.enterprise.context.ApplicationScoped;
import org.kantor.webmail.shell.Place;

/** People in the rail. */
@ApplicationScoped
public class PeoplePlace implements Place {

    @Override
    public String titleKey() {
        return "place.people";
    }

    @Override
    public String icon() {
        return "users";
    }

    @Override
    public Class<? extends Component> view() {
        return PeopleView.class;
    }

    @Override
    public String path() {
        return "people";
    }

    @Override
    public int order() {
        return 30;
    }
}
