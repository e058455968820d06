/** Tasks in the database. */
@NullMarked
package org.kantor.groupware.task.internal;

import org.jspecify.annotations.NullMarked;
