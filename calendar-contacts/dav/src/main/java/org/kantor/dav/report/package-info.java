/** A file a report. */
@NullMarked
package org.kantor.dav.report;

import org.jspecify.annotations.NullMarked;
