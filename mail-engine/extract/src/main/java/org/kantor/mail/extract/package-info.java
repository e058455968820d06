/** The text of documents, read in a process of its own: the server's side ({@link Extractor}) and the child's. */
@NullMarked
package org.kantor.mail.extract;

import org.jspecify.annotations.NullMarked;
