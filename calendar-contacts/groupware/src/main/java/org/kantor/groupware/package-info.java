/** What calendars and address books have in common for people: the eight hues. */
@NullMarked
package org.kantor.groupware;

import org.jspecify.annotations.NullMarked;
