/** The XML of WebDAV: read into small trees under tight limits, written as text. */
@NullMarked
package org.kantor.dav.xml;

import org.jspecify.annotations.NullMarked;
