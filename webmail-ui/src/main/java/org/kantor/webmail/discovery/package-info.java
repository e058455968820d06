/** The addresses at the server's root where clients begin to look (RFC 6764, RFC 8615). */
@NullMarked
package org.kantor.webmail.discovery;

import org.jspecify.annotations.NullMarked;
