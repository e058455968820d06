/** The only place that begins and ends transactions outside of container-managed beans, and the way to plain SQL within one. */
@NullMarked
package org.kantor.tx;

import org.jspecify.annotations.NullMarked;
