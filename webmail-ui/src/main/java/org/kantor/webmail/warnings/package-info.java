/** What a reader should be told before trusting a message: who only looks like somebody, who writes for the first time, where answers would go. */
@NullMarked
package org.kantor.webmail.warnings;

import org.jspecify.annotations.NullMarked;
