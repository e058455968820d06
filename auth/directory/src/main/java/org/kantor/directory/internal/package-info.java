/** The directory's tables and the services over them. */
@NullMarked
package org.kantor.directory.internal;

import org.jspecify.annotations.NullMarked;
