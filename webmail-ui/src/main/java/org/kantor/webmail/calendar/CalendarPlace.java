package org.kantor.webmail.calendar;

import com.vaadin.flow.component.Component;
import jakarta.enterprise.context.ApplicationScoped;
import org.kantor.webmail.shell.Place;

/** The calendar's entry in the rail. */
@ApplicationScoped
public class CalendarPlace implements Place {

    @Override
    public String titleKey() {
        return "place.calendar";
    }

    @Override
    public String icon() {
        return "calendar";
    }

    @Override
    public Class<? extends Component> view() {
        return CalendarView.class;
    }

    @Override
    public String path() {
        return "calendar";
    }

    @Override
    public int order() {
        return 20;
    }
}
