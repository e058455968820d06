package org.kantor.mail.wire.mime;

import java.util.Set;

/** Which parts a person would call an attachment: files, forwarded messages; not the pictures of the text and not what only programs read. */
public final class AttachmentRule {

    private static final Set<String> MACHINERY = Set.of(
            "APPLICATION/PGP-SIGNATURE",
            "APPLICATION/PKCS7-SIGNATURE",
            "APPLICATION/X-PKCS7-SIGNATURE",
            "APPLICATION/PGP-ENCRYPTED",
            "MESSAGE/DELIVERY-STATUS",
            "MESSAGE/DISPOSITION-NOTIFICATION",
            "MESSAGE/FEEDBACK-REPORT",
            "TEXT/RFC822-HEADERS");

    private AttachmentRule() {}

    static boolean any(BodyPart structure) {
        return any(structure, "");
    }

    private static boolean any(BodyPart part, String parent) {
        if (!part.isMultipart()) {
            return isAttachment(part, parent);
        }
        for (var child : part.children()) {
            if (any(child, part.subtype())) {
                return true;
            }
        }
        return false;
    }

    /** @param parent the subtype of the multipart around it, in upper case; empty for the root */
    public static boolean isAttachment(BodyPart part, String parent) {
        var mediaType = part.type() + "/" + part.subtype();
        if (part.isMultipart() || MACHINERY.contains(mediaType)) {
            return false;
        }
        if ("ATTACHMENT".equals(part.disposition())) {
            return true;
        }
        if (part.isMessage()) {
            return !parent.equals("REPORT") && !parent.isEmpty();
        }
        var named = part.dispositionParameters().containsKey("filename")
                || part.parameters().containsKey("name");
        return switch (part.type()) {
            case "TEXT" ->
                switch (part.subtype()) {
                    case "PLAIN", "HTML" -> named;
                    case "ENRICHED", "RICHTEXT", "WATCH-HTML", "X-AMP-HTML" -> false;
                    case "CALENDAR" -> !parent.equals("ALTERNATIVE");
                    default -> true;
                };
            case "IMAGE" ->
                !(parent.equals("RELATED") && part.id() != null)
                        && !("INLINE".equals(part.disposition()) && part.id() != null);
            default -> !(parent.equals("RELATED") && part.id() != null && !named) && !parent.equals("ENCRYPTED");
        };
    }
}
