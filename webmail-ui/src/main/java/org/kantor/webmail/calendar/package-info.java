/** The calendar: a week as a grid, on a phone as a list of days; the form of an event. */
@NullMarked
package org.kantor.webmail.calendar;

import org.jspecify.annotations.NullMarked;
