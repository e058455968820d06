/**
 * The webmail. Each view is a package; {@link org.kantor.webmail.shell} holds the frame around them and tells how to add one.
 */
@NullMarked
package org.kantor.webmail;

import org.jspecify.annotations.NullMarked;
