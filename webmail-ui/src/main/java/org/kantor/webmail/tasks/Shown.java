package org.kantor.webmail.tasks;

import java.util.Map;
import org.kantor.groupware.resource.CollectionId;

/** What the page shows of all tasks; each has its address. */
sealed interface Shown {

    /** What is due today and what is late. */
    record Today() implements Shown {}

    /** The same, with the six days after it. */
    record Week() implements Shown {}

    /** Everything that is open. */
    record All() implements Shown {}

    /** What was done last. */
    record Done() implements Shown {}

    /** A list. */
    record OfList(CollectionId list) implements Shown {}

    /** The parameters of its address; a name and a number may be wrong, which is today. */
    static Shown of(String view, long list) {
        return switch (view) {
            case "week" -> new Week();
            case "all" -> new All();
            case "done" -> new Done();
            case "list" -> new OfList(new CollectionId(list));
            default -> new Today();
        };
    }

    default Map<String, String> parameters() {
        return switch (this) {
            case Today() -> Map.of();
            case Week() -> Map.of(TasksView.VIEW, "week");
            case All() -> Map.of(TasksView.VIEW, "all");
            case Done() -> Map.of(TasksView.VIEW, "done");
            case OfList(var list) -> Map.of(TasksView.VIEW, "list", TasksView.LIST, Long.toString(list.value()));
        };
    }
}
