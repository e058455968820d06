/** The change stream in PostgreSQL, and the bus of this node. */
@NullMarked
package org.kantor.change.internal;

import org.jspecify.annotations.NullMarked;
