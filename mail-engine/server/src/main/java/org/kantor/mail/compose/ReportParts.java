package org.kantor.mail.compose;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;

/** The parts of a report about a message: for people, for programs, and what it is about (RFC 6522). */
public final class ReportParts extends MimeMultipart {

    /** @param type what the second part is, without "message/" */
    public ReportParts(String type) throws MessagingException {
        super("report");
        var whole = new ContentType(contentType);
        whole.setParameter("report-type", type);
        contentType = whole.toString();
    }
}
