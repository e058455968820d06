/** The store and the directory in memory: for tests of the views, and to look at them without a database. */
@NullMarked
package org.kantor.webmail.fake;

import org.jspecify.annotations.NullMarked;
