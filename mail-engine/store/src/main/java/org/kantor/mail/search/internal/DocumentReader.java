package org.kantor.mail.search.internal;

import java.io.IOException;
import java.util.Optional;
import org.kantor.mail.extract.Format;

/** Reads the text of documents; empty for what cannot be read. */
public interface DocumentReader {

    /** @throws IOException if nothing can be read at present, whatever the document */
    Optional<String> text(Format format, byte[] octets) throws IOException;
}
