package org.kantor.groupware.task;

import org.kantor.groupware.resource.CollectionId;

/**
 * A task.
 *
 * @param list the calendar that it lies in
 * @param object the number of the object resource
 */
public record TaskRef(CollectionId list, long object) {}
