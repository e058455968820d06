package org.kantor.groupware.task;

import java.util.List;
import org.kantor.groupware.Hue;
import org.kantor.groupware.resource.CollectionId;

/**
 * A list of tasks: a calendar that holds nothing else, or one of events in which somebody has put tasks.
 *
 * @param alone whether it holds tasks only; a calendar of events is not deleted as a list
 */
public record TaskList(CollectionId id, String name, Hue hue, boolean alone) {

    /** Where a task lies that is put nowhere else: the first that holds tasks only. @param lists not empty */
    public static TaskList first(List<TaskList> lists) {
        return lists.stream().filter(TaskList::alone).findFirst().orElse(lists.getFirst());
    }
}
