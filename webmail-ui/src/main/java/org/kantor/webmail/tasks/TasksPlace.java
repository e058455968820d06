package org.kantor.webmail.tasks;

import com.vaadin.flow.component.Component;
import jakarta.enterprise.context.ApplicationScoped;
import org.kantor.webmail.shell.Place;

/** The tasks' entry in the rail. */
@ApplicationScoped
public class TasksPlace implements Place {

    @Override
    public String titleKey() {
        return "place.tasks";
    }

    @Override
    public String icon() {
        return "square-check";
    }

    @Override
    public Class<? extends Component> view() {
        return TasksView.class;
    }

    @Override
    public String path() {
        return "tasks";
    }

    @Override
    public int order() {
        return 40;
    }
}
