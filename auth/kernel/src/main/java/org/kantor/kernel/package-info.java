/** Value types that every module shares: addresses, domains, refusals. The JDK only. */
@NullMarked
package org.kantor.kernel;

import org.jspecify.annotations.NullMarked;
