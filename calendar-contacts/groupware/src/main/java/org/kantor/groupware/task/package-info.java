/** Tasks: the VTODOs of an account's calendars (RFC 5545 section 3.6.2) as people see them, by list. */
@NullMarked
package org.kantor.groupware.task;

import org.jspecify.annotations.NullMarked;
