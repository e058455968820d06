package org.kantor.webmail.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kantor.mail.wire.mime.BodyPart;

/** Section numbers as IMAP counts them (RFC 3501 section 6.4.5): the only part of a message without multiparts is 1. */
final class PartNumbers {

    private static final int MAX_LENGTH = 400;

    private PartNumbers() {}

    /** Empty for a number that no part has. */
    static Optional<BodyPart> find(BodyPart structure, String number) {
        var path = path(structure, number);
        return path.isEmpty() ? Optional.empty() : Optional.of(path.getLast());
    }

    /** The part with all that it is in, from the outermost with a number; empty for a number that no part has. */
    static List<BodyPart> path(BodyPart structure, String number) {
        if (number.isEmpty() || number.length() > MAX_LENGTH) {
            return List.of();
        }
        var path = new ArrayList<BodyPart>();
        var container = Optional.of(structure);
        for (var step : number.split("\\.", -1)) {
            var index = index(step);
            var part = container.flatMap(c -> child(c, index));
            if (part.isEmpty()) {
                return List.of();
            }
            path.add(part.get());
            container = container(part.get());
        }
        return path;
    }

    /** What the next number counts in: the multipart itself, or a message's content. */
    private static Optional<BodyPart> container(BodyPart part) {
        return part.isMultipart()
                ? Optional.of(part)
                : part.isMessage() ? Optional.of(part.children().getFirst()) : Optional.empty();
    }

    private static Optional<BodyPart> child(BodyPart container, int index) {
        if (!container.isMultipart()) {
            return index == 1 ? Optional.of(container) : Optional.empty();
        }
        return index >= 1 && index <= container.children().size()
                ? Optional.of(container.children().get(index - 1))
                : Optional.empty();
    }

    private static int index(String step) {
        return step.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(step) : -1;
    }
}
