package org.kantor.webmail.tasks;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.kantor.webmail.shell.IconButton;
import org.kantor.webmail.shell.Menu;

/** The button with the menu in which the order of tasks is chosen. */
final class OrderChoice extends Div {

    private static final long serialVersionUID = 1;

    private final Map<TaskOrder, NativeButton> choices = new EnumMap<>(TaskOrder.class);

    OrderChoice(Consumer<TaskOrder> choose) {
        var button = new IconButton("list-filter", getTranslation("tasks.order"));
        var menu = new Menu("task-order", getTranslation("tasks.order"));
        for (var order : TaskOrder.values()) {
            var choice = menu.choice(icon(order), getTranslation("tasks.order." + order));
            choice.addClickListener(event -> choose.accept(order));
            choices.put(order, choice);
        }
        menu.openedBy(button);
        add(button, menu);
    }

    private static String icon(TaskOrder order) {
        return switch (order) {
            case DUE -> "calendar";
            case PRIORITY -> "flag";
            case NAME -> "tag";
            case CREATED -> "clock";
        };
    }

    void show(TaskOrder chosen) {
        choices.forEach(
                (order, choice) -> choice.getElement().setAttribute("aria-checked", Boolean.toString(order == chosen)));
    }
}
