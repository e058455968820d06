/** Mail in files: brought in and taken out by its owner, in the browser. */
@NullMarked
package org.kantor.webmail.transfer;

import org.jspecify.annotations.NullMarked;
