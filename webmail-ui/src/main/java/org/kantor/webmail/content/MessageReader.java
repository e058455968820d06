package org.kantor.webmail.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kantor.mail.wire.mime.AttachmentRule;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.mail.wire.mime.TextDecoder;

/**
 * Decides what of a message is read and what is a file beside it: the richest alternative that we can show (RFC 2046 section 5.1.4), the root of a
 * multipart/related with its pictures, everything else listed. Used by one thread, once.
 */
public final class MessageReader {

    private static final int MAX_FILES = 500;

    private final byte[] content;
    private final List<Reading.Section> sections = new ArrayList<>();
    private final List<Reading.FilePart> files = new ArrayList<>();
    private final Map<String, String> pictures = new LinkedHashMap<>();
    private final List<Reading.Picture> loosePictures = new ArrayList<>();

    private final boolean forwards;

    private MessageReader(byte[] content, String subject) {
        this.content = content;
        forwards = QuoteMarks.isForwardSubject(subject);
    }

    public static Reading read(byte[] content, ParsedMessage parsed) {
        return new MessageReader(content, parsed.subject()).run(parsed.structure());
    }

    /** What a person would call the attachments of a message, without reading it. */
    public static List<Reading.FilePart> attachments(BodyPart structure) {
        var files = new ArrayList<Reading.FilePart>();
        attachments(structure, structure.isMultipart() ? "" : "1", "", files);
        return files;
    }

    private static void attachments(BodyPart part, String number, String parent, List<Reading.FilePart> files) {
        if (part.isMultipart()) {
            for (var i = 0; i < part.children().size(); i++) {
                attachments(part.children().get(i), number(number, i + 1), part.subtype(), files);
            }
        } else if (files.size() < MAX_FILES && AttachmentRule.isAttachment(part, parent)) {
            files.add(filePart(part, number, FileSize.of(part)));
        }
    }

    private Reading run(BodyPart root) {
        walk(root, root.isMultipart() ? "" : "1", "");
        var shown = String.join("", sections.stream().map(MessageReader::html).toList());
        for (var picture : loosePictures) {
            if (!mentioned(shown, picture.section())) {
                sections.add(picture);
            }
        }
        return new Reading(List.copyOf(sections), List.copyOf(files), Map.copyOf(pictures), forwards);
    }

    private static String html(Reading.Section section) {
        return section instanceof Reading.Html(var html) ? html : "";
    }

    /** Whether the HTML shows the picture itself, by its Content-ID. */
    private boolean mentioned(String html, String number) {
        return pictures.entrySet().stream().anyMatch(p -> p.getValue().equals(number) && html.contains(p.getKey()));
    }

    private static String number(String prefix, int index) {
        return prefix.isEmpty() ? Integer.toString(index) : prefix + "." + index;
    }

    private void walk(BodyPart part, String number, String parent) {
        if (!part.isMultipart()) {
            leaf(part, number, parent);
            return;
        }
        switch (part.subtype()) {
            case "ALTERNATIVE" -> alternative(part, number);
            case "RELATED" -> related(part, number);
            default -> {
                for (var i = 0; i < part.children().size(); i++) {
                    walk(part.children().get(i), number(number, i + 1), part.subtype());
                }
            }
        }
    }

    /** The last alternative that can be shown; calendars among the others are listed, as are files. */
    private void alternative(BodyPart part, String number) {
        var chosen = -1;
        for (var i = 0; i < part.children().size(); i++) {
            var child = part.children().get(i);
            if (showable(child) && (chosen < 0 || !blank(child))) {
                chosen = i;
            }
        }
        for (var i = 0; i < part.children().size(); i++) {
            var child = part.children().get(i);
            if (i == chosen) {
                walk(child, number(number, i + 1), part.subtype());
            } else if (!showable(child)) {
                listFiles(child, number(number, i + 1));
            }
        }
    }

    /** Some senders put an empty alternative last. */
    private boolean blank(BodyPart part) {
        if (part.subtype().equals("PLAIN")) {
            return part.size() < 2_000 && TextDecoder.text(content, part).isBlank();
        }
        return part.subtype().equals("HTML")
                && part.size() < 2_000
                && org.kantor.mail.wire.mime.HtmlText.of(TextDecoder.text(content, part), 2_000)
                        .isBlank()
                && !TextDecoder.text(content, part).contains("<img");
    }

    private static boolean showable(BodyPart part) {
        if (part.isMultipart()) {
            return part.children().stream().anyMatch(MessageReader::showable);
        }
        return isText(part) && !"ATTACHMENT".equals(part.disposition());
    }

    private static boolean isText(BodyPart part) {
        return part.type().equals("TEXT")
                && (part.subtype().equals("PLAIN") || part.subtype().equals("HTML"));
    }

    private void listFiles(BodyPart part, String number) {
        if (part.isMultipart()) {
            for (var i = 0; i < part.children().size(); i++) {
                listFiles(part.children().get(i), number(number, i + 1));
            }
        } else if (!part.subtype().equals("X-AMP-HTML")
                && !part.subtype().equals("WATCH-HTML")
                && !part.subtype().equals("ENRICHED")) {
            file(part, number);
        }
    }

    /** The first part (or the one that {@code start} names) is read; pictures that it may show are remembered, other parts listed. */
    private void related(BodyPart part, String number) {
        var root = 0;
        var start = part.parameters().get("start");
        for (var i = 0; start != null && i < part.children().size(); i++) {
            if (start.equals(part.children().get(i).id())) {
                root = i;
            }
        }
        for (var i = 0; i < part.children().size(); i++) {
            walk(part.children().get(i), number(number, i + 1), i == root ? "" : part.subtype());
        }
    }

    private void leaf(BodyPart part, String number, String parent) {
        if (part.type().equals("IMAGE") && part.id() != null) {
            pictures.putIfAbsent(withoutBrackets(part.id()), number);
        }
        if (!AttachmentRule.isAttachment(part, parent)) {
            if (isText(part)) {
                show(part);
            } else if (part.type().equals("IMAGE")) {
                loosePicture(part, number);
            } else if (part.isMessage()) {
                file(part, number);
            } else if (part.subtype().equals("CALENDAR") || parent.isEmpty()) {
                file(part, number);
            } else if (part.type().equals("TEXT") && !parent.equals("REPORT")) {
                show(part);
            }
            return;
        }
        if (part.type().equals("IMAGE") && "INLINE".equals(part.disposition())) {
            loosePicture(part, number);
        }
        file(part, number);
    }

    private void loosePicture(BodyPart part, String number) {
        if (MediaTypes.isPicture(FileNames.mediaType(part))) {
            loosePictures.add(new Reading.Picture(number, FileNames.of(part, number)));
        } else {
            file(part, number);
        }
    }

    private void show(BodyPart part) {
        var text = TextDecoder.text(content, part);
        if (text.isBlank()) {
            return;
        }
        if (part.subtype().equals("HTML")) {
            sections.add(new Reading.Html(text));
        } else {
            var flowed = "flowed".equalsIgnoreCase(part.parameters().get("format"));
            sections.add(new Reading.Text(
                    text, flowed, "yes".equalsIgnoreCase(part.parameters().get("delsp"))));
        }
    }

    private void file(BodyPart part, String number) {
        if (files.size() < MAX_FILES) {
            files.add(filePart(part, number, FileSize.of(part, content)));
        }
    }

    static Reading.FilePart filePart(BodyPart part, String number, long octets) {
        return new Reading.FilePart(number, FileNames.of(part, number), FileNames.mediaType(part), octets);
    }

    static String withoutBrackets(String id) {
        var text = id.strip();
        if (text.startsWith("<")) {
            text = text.substring(1);
        }
        return text.endsWith(">") ? text.substring(0, text.length() - 1) : text;
    }
}
