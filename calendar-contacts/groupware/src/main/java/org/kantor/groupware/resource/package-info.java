/** Collections of named resources (RFC 4918): what CalDAV and CardDAV share below calendars and address books, octets, etags and change numbers. */
@NullMarked
package org.kantor.groupware.resource;

import org.jspecify.annotations.NullMarked;
