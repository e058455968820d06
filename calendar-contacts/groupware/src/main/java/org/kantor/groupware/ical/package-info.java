/** iCalendar's meaning (RFC 5545): times, zones, recurrence rules, and the instances of a series. No store, no clock. */
@NullMarked
package org.kantor.groupware.ical;

import org.jspecify.annotations.NullMarked;
