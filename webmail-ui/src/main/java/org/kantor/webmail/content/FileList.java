package org.kantor.webmail.content;

import java.util.ArrayList;
import java.util.List;
import org.kantor.mail.wire.mime.BodyPart;

/** The files of a message by its structure alone, without its content; a message inside it is one file. */
public final class FileList {

    private final List<Reading.FilePart> files = new ArrayList<>();

    private FileList() {}

    public static List<Reading.FilePart> of(BodyPart root) {
        var list = new FileList();
        list.walk(root, "");
        return list.files;
    }

    private void walk(BodyPart part, String number) {
        if (part.isMultipart()) {
            for (var i = 0; i < part.children().size(); i++) {
                walk(part.children().get(i), (number.isEmpty() ? "" : number + ".") + (i + 1));
            }
        } else if (isFile(part)) {
            var section = number.isEmpty() ? "1" : number;
            files.add(new Reading.FilePart(
                    section, FileNames.of(part, section), FileNames.mediaType(part), FileSize.of(part)));
        }
    }

    private static boolean isFile(BodyPart part) {
        var named = part.dispositionParameters().containsKey("filename")
                || part.parameters().containsKey("name");
        return part.isMessage() || "ATTACHMENT".equals(part.disposition()) || named && part.id() == null;
    }
}
