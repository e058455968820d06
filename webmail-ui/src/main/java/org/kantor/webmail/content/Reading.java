package org.kantor.webmail.content;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message as its reader meets it: the text in order, and the files beside it.
 *
 * @param sections the bodies to show, one after the other
 * @param files in the order of the message
 * @param pictures the section numbers of inline pictures by Content-ID, without brackets
 * @param forwards whether its subject says that it passes on an earlier message, which is then no mere quotation
 */
public record Reading(List<Section> sections, List<FilePart> files, Map<String, String> pictures, boolean forwards) {

    /** A piece of the text to show. */
    public sealed interface Section {}

    /**
     * Plain text.
     *
     * @param flowed format=flowed (RFC 3676): lines that end with a space go on
     * @param deleteSpace DelSp=yes: that space is not part of the text
     */
    public record Text(String text, boolean flowed, boolean deleteSpace) implements Section {}

    /** HTML as the sender wrote it: never to be shown before {@link HtmlSanitiser} has been over it. */
    public record Html(String html) implements Section {}

    /** A picture among the text, shown where it stands. */
    public record Picture(String section, String name) implements Section {}

    /**
     * @param section the part's number as in IMAP, such as {@code 2.1}
     * @param name decoded, safe as a file name, never empty
     * @param mediaType lower case
     * @param octets decoded, estimated for base64 from the encoded size
     */
    public record FilePart(String section, String name, String mediaType, long octets) {

        /** Also one that was encoded or attached as any octets, which has its name alone to be known by. */
        public boolean isMessage() {
            return mediaType.equals("message/rfc822")
                    || mediaType.equals("message/global")
                    || mediaType.equals("application/octet-stream")
                            && name.toLowerCase(Locale.ROOT).endsWith(".eml");
        }

        public boolean isCalendar() {
            return mediaType.equals("text/calendar") || mediaType.equals("application/ics");
        }

        public boolean isContact() {
            return mediaType.equals("text/vcard")
                    || mediaType.equals("text/x-vcard")
                    || name.toLowerCase(Locale.ROOT).endsWith(".vcf");
        }
    }
}
