/** Writing mail: the composer's windows, their drafts and files, the delay in which a message can be taken back, and what is sent in the end. */
@NullMarked
package org.kantor.webmail.composer;

import org.jspecify.annotations.NullMarked;
