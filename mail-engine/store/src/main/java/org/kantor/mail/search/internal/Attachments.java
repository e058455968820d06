package org.kantor.mail.search.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kantor.mail.extract.Extractor;
import org.kantor.mail.extract.Format;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.EncodedWords;
import org.kantor.mail.wire.mime.PartDecoder;

/** The attachments of a message that have text which is not the message's own. */
final class Attachments {

    /** Of one message; who sends more wants a folder. */
    private static final int MOST = 20;

    /** After so long no further attachment of a message is begun: others wait. */
    private static final long BUDGET_NANOS = 60_000_000_000L;

    private record Readable(BodyPart part, Format format) {}

    private Attachments() {}

    static boolean any(BodyPart structure) {
        return !readable(structure).isEmpty();
    }

    private static List<Readable> readable(BodyPart structure) {
        var found = new ArrayList<Readable>();
        add(found, structure);
        return found.size() <= MOST ? found : found.subList(0, MOST);
    }

    private static void add(List<Readable> found, BodyPart part) {
        if (part.children().isEmpty()) {
            var name = part.dispositionParameters()
                    .getOrDefault("filename", part.parameters().getOrDefault("name", ""));
            Format.of(part.type() + "/" + part.subtype(), EncodedWords.decode(name))
                    .ifPresent(format -> found.add(new Readable(part, format)));
        }
        part.children().forEach(child -> add(found, child));
    }

    /** The texts of all of them, up to what is wanted of one document; what cannot be read is left out. */
    static String text(BodyPart structure, byte[] content, DocumentReader reader) throws IOException {
        var all = new StringBuilder();
        var began = System.nanoTime();
        for (var each : readable(structure)) {
            if (all.length() >= Extractor.MOST_TEXT || System.nanoTime() - began > BUDGET_NANOS) {
                break;
            }
            var octets = PartDecoder.decode(content, each.part, Extractor.LARGEST + 1);
            if (octets.length <= Extractor.LARGEST) {
                reader.text(each.format, octets)
                        .ifPresent(text -> all.append(text).append('\n'));
            }
        }
        return all.length() <= Extractor.MOST_TEXT ? all.toString() : all.substring(0, Extractor.MOST_TEXT);
    }
}
