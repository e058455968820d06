/** The kantor command: brings the suite's processes up, watches them and takes them down. */
@NullMarked
package org.kantor.launcher;

import org.jspecify.annotations.NullMarked;
