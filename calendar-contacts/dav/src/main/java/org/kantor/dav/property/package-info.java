/** The properties that resources have, and the answers that list them. */
@NullMarked
package org.kantor.dav.property;

import org.jspecify.annotations.NullMarked;
