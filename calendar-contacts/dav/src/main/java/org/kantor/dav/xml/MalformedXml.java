package org.kantor.dav.xml;

/** A body that is no XML we read: answered with 400. It has no stack trace. */
public final class MalformedXml extends RuntimeException {

    private static final long serialVersionUID = 1;

    MalformedXml(String sentence) {
        super(sentence, null, false, false);
    }
}
