/** Address books in the database. */
@NullMarked
package org.kantor.groupware.contacts.internal;

import org.jspecify.annotations.NullMarked;
