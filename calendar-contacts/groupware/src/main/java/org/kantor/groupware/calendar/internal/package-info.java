/** Calendars in the database. */
@NullMarked
package org.kantor.groupware.calendar.internal;

import org.jspecify.annotations.NullMarked;
