/** The rules that every class of the suite keeps. */
@NullMarked
package org.kantor.architecture;

import org.jspecify.annotations.NullMarked;
