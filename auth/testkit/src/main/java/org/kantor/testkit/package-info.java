/** A real PostgreSQL, a migrated database and a persistence unit for every module's tests. */
@NullMarked
package org.kantor.testkit;

import org.jspecify.annotations.NullMarked;
