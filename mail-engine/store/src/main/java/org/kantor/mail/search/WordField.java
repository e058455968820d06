package org.kantor.mail.search;

/** A text of a message whose words people look for. */
public enum WordField {
    FROM,
    /** To and Bcc. */
    TO,
    CC,
    SUBJECT,
    BODY,
    FILE_NAME,
    /** What stands in the files that are attached; not in the body, which IMAP searches. */
    ATTACHMENT
}
