/** Address books and what lies in them: cards as clients store them (RFC 6352), and people as people see them. */
@NullMarked
package org.kantor.groupware.contacts;

import org.jspecify.annotations.NullMarked;
