package org.kantor.webmail.content;

import java.time.ZoneId;
import java.util.Locale;
import org.kantor.kernel.AccountId;

/** Addresses of messages and their parts, relative to the web application's root; {@link MessageServlet} serves them. */
public final class MessageLinks {

    static final String ROOT = "message";

    private MessageLinks() {}

    /** What names a message in addresses: its number, with its owner's before it if that is somebody else. */
    public static String key(AccountId viewer, AccountId owner, long message) {
        return owner.equals(viewer) ? Long.toString(message) : owner + "-" + message;
    }

    /** The document for the reading pane's frame, whose sandbox attribute has to be {@link MessageDocument#SANDBOX}. */
    public static String frame(String message, MessageDocument.Options options) {
        var query = (options.remoteImages() ? "&images" : "")
                + (options.dark() ? "&dark" : "")
                + (options.onWhite() ? "&white" : "");
        return ROOT + "/" + message + "/frame" + (query.isEmpty() ? "" : "?" + query.substring(1));
    }

    /** The same of a message that is a file of the message, without pictures from elsewhere. */
    static String inside(String message, String section) {
        return ROOT + "/" + message + "/inside/" + section;
    }

    /** What stands around that: see {@link MessageInside}. */
    public static String about(String message, Reading.FilePart file) {
        return inside(message, file.section()) + "?about";
    }

    /** Opens the file where that is safe, else saves it. */
    public static String open(String message, Reading.FilePart file) {
        return ROOT + "/" + message + "/part/" + file.section() + "/" + FileNames.percent(file.name());
    }

    /** Always saves the file. */
    public static String save(String message, Reading.FilePart file) {
        return open(message, file) + "?save";
    }

    /** The document to print, in the language and the time zone of who asks. */
    public static String print(String message, boolean remoteImages, Locale language, ZoneId zone) {
        return ROOT + "/" + message + "/print?lang=" + language.toLanguageTag() + "&zone="
                + FileNames.percent(zone.getId()) + (remoteImages ? "&images" : "");
    }

    /** The message as it came, as text to look at: its beginning, when it is long. */
    public static String source(String message) {
        return ROOT + "/" + message + "/source";
    }

    /** The whole message as it came, to save. */
    public static String original(String message) {
        return ROOT + "/" + message + "/original";
    }

    /** Whether a browser may show the file in a window of its own. */
    public static boolean mayOpen(Reading.FilePart file) {
        return MediaTypes.mayOpen(MediaTypes.served(file.mediaType(), file.name()));
    }

    /** How the browser can show the file in its place: {@code image}, {@code pdf}, {@code text} or {@code message}; empty for not at all. */
    public static String preview(Reading.FilePart file) {
        if (file.isMessage()) {
            return "message";
        }
        var type = MediaTypes.served(file.mediaType(), file.name());
        return MediaTypes.isPicture(type)
                ? "image"
                : type.equals("application/pdf") ? "pdf" : type.equals("text/plain") ? "text" : "";
    }
}
