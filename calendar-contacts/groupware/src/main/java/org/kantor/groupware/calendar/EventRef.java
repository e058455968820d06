package org.kantor.groupware.calendar;

import org.kantor.groupware.resource.CollectionId;

/**
 * One occurrence of an event.
 *
 * @param object the number of the object resource
 * @param recurrence which occurrence of a series, in the form of its RECURRENCE-ID; empty for an event that does not recur
 */
public record EventRef(CollectionId calendar, long object, String recurrence) {}
