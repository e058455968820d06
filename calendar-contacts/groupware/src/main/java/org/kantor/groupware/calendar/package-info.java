/** Calendars and what lies in them: object resources as clients store them (RFC 4791), and events as people see them. */
@NullMarked
package org.kantor.groupware.calendar;

import org.jspecify.annotations.NullMarked;
