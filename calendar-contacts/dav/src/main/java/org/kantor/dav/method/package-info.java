/** A file a method. */
@NullMarked
package org.kantor.dav.method;

import org.jspecify.annotations.NullMarked;
