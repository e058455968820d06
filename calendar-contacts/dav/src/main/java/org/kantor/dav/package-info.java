/**
 * WebDAV, CalDAV and CardDAV (RFC 4918, 4791, 6352, 6578, 5689): requests and answers as values, the one place that says who may see which path, and the
 * servlet that connects both to HTTP.
 */
@NullMarked
package org.kantor.dav;

import org.jspecify.annotations.NullMarked;
