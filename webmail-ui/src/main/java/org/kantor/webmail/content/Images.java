package org.kantor.webmail.content;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kantor.webmail.content.Trackers.Tracker;

/**
 * Decides where the pictures of a message may come from: its own parts, raster data in the message, and, once the reader allows it, https, but for what is there to tell
 * that the message was opened. Counts what it keeps back until then. Used for one message, by one thread.
 */
final class Images {

    /** One transparent pixel, in the place of a picture that was kept back. */
    static final String BLANK = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    private static final Pattern DATA = Pattern.compile(
            "data:image/(png|jpeg|jpg|gif|webp|bmp|avif);base64,([A-Za-z0-9+/=\\s]*+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REMOTE =
            Pattern.compile("(?:https?:)?//([^/?#\\\\@\\s\"'<>]{1,260}+)([^\\s\"'<>\\\\]*+)", Pattern.CASE_INSENSITIVE);
    private static final int MAX_URL = 8_000;
    private static final int MAX_DATA = 3_000_000;

    private final Map<String, String> parts;
    private final boolean remoteAllowed;
    private final Set<String> given = new HashSet<>();
    private final Set<String> blocked = new LinkedHashSet<>();
    private final Set<String> trackers = new LinkedHashSet<>();

    /** @param parts our own addresses of the message's pictures, by Content-ID */
    Images(Map<String, String> parts, boolean remoteAllowed) {
        this.parts = parts;
        this.remoteAllowed = remoteAllowed;
    }

    /** The address to put into the document; null when there is to be no picture at all. */
    @Nullable
    String resolve(String written, boolean invisible) {
        var url = Urls.stripped(written);
        var resolved = address(url, invisible);
        if (resolved != null) {
            given.add(resolved);
        }
        return resolved;
    }

    private @Nullable String address(String url, boolean invisible) {
        if (url.regionMatches(true, 0, "cid:", 0, 4)) {
            return parts.get(Urls.percentDecoded(url.substring(4)));
        }
        if (url.regionMatches(true, 0, "data:", 0, 5)) {
            var data = url.length() <= MAX_DATA ? DATA.matcher(url) : null;
            return data != null && data.matches()
                    ? "data:image/" + data.group(1).toLowerCase(Locale.ROOT) + ";base64,"
                            + data.group(2).replaceAll("\\s", "")
                    : null;
        }
        var remote = url.length() <= MAX_URL ? REMOTE.matcher(url) : null;
        if (remote == null || !remote.matches()) {
            return null;
        }
        var tracker = Trackers.find(remote.group(1), remote.group(2), invisible);
        var allowed = remoteAllowed && !tracker.map(Tracker::certain).orElse(false);
        if (allowed) {
            return "https://" + remote.group(1) + remote.group(2);
        }
        tracker.map(Tracker::name).ifPresent(trackers::add);
        if (!remoteAllowed) {
            blocked.add(url);
        }
        return BLANK;
    }

    /** Whether an address was given out before: what a second look at our own output may hold. */
    boolean isOurs(String address) {
        return given.contains(address);
    }

    int blocked() {
        return blocked.size();
    }

    /** The names of those that were kept back. */
    List<String> trackers() {
        return List.copyOf(trackers);
    }
}
