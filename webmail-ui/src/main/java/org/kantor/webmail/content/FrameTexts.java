package org.kantor.webmail.content;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kantor.webmail.shell.Texts;

/** What is said of a message's frame, in the reader's language; the same of a message in the reading pane and of one inside a message. */
public final class FrameTexts {

    /** Trackers that are named; the others are counted. */
    private static final int NAMED = 2;

    private FrameTexts() {}

    /** The attributes of a {@code k-message-frame} besides its source. */
    public static Map<String, String> attributes(Locale locale) {
        return Map.of(
                "data-sandbox", MessageDocument.SANDBOX,
                "data-title", Texts.text("reader.text", locale),
                "data-quoted", Texts.text("reader.quoted", locale),
                "data-elsewhere", Texts.text("reader.elsewhere", locale),
                "data-open-elsewhere", Texts.text("reader.elsewhere.open", locale),
                "data-cancel", Texts.text("cancel", locale));
    }

    /** How many pictures are kept back, and who would have learnt that the message is read. */
    public static String blocked(int images, List<String> trackers, Locale locale) {
        return trackers.isEmpty()
                ? Texts.text("reader.blocked", locale, images)
                : Texts.text(
                        "reader.blockedTrackers",
                        locale,
                        images,
                        trackers.size(),
                        Texts.isolated(String.join(", ", trackers.subList(0, Math.min(NAMED, trackers.size())))));
    }
}
