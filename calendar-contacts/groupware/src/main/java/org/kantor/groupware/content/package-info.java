/**
 * Content lines: the syntax below iCalendar (RFC 5545 section 3.1) and vCard (RFC 6350 section 3.3), read into a tree of values and written back without losing
 * anything that the reader does not understand.
 */
@NullMarked
package org.kantor.groupware.content;

import org.jspecify.annotations.NullMarked;
