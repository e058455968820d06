package org.kantor.webmail.content;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where links go, and whether that is where their text says. */
public final class Links {

    private static final Pattern SHOWN = Pattern.compile(
            "(?:https?://)?(?:[^\\s/@]{1,100}@)?((?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24})(?::[0-9]{1,5})?(?:[/?#]\\S*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB =
            Pattern.compile("https?://([^/?#\\\\]*).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** The second level of a country's domain that belongs to nobody. */
    private static final Set<String> SECOND_LEVELS = Set.of(
            "co", "com", "org", "net", "ac", "go", "gov", "gob", "gouv", "or", "ne", "edu", "mil", "sch", "my", "web",
            "biz", "desa", "ltd", "plc", "me", "nom");
    /** Words with a dot that are no hosts: file names. */
    private static final Set<String> FILE_ENDINGS = Set.of(
            "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "jpg", "jpeg", "png", "gif", "zip", "html",
            "htm", "csv", "mp3", "mp4", "eml", "ics");

    private Links() {}

    /** The host that a browser would go to, in lower case, punycode as letters; empty for what is no page. */
    public static Optional<String> host(String address) {
        var web = WEB.matcher(address);
        if (!web.matches()) {
            return Optional.empty();
        }
        var authority = web.group(1);
        var host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":[0-9]*$", "");
        return Optional.of(unicode(host));
    }

    /** The real host of a link whose text shows another one; empty if the text shows none, or that of the same organisation. */
    static Optional<String> mismatch(String text, String address) {
        var shown = text.replace("\u200b", "").replace("\u00ad", "").strip();
        var host = host(address);
        if (host.isEmpty() || shown.length() > 500) {
            return Optional.empty();
        }
        var named = SHOWN.matcher(shown);
        if (!named.matches() || shown.indexOf('@') >= 0 && !shown.contains("://")) {
            return Optional.empty();
        }
        var claimed = unicode(named.group(1));
        var ending = claimed.substring(claimed.lastIndexOf('.') + 1);
        var isFile = !shown.contains("://") && FILE_ENDINGS.contains(ending);
        return isFile || registered(claimed).equals(registered(host.get())) ? Optional.empty() : host;
    }

    /** The part of a host that somebody registered: near enough, without the list of all registries. */
    public static String registered(String host) {
        var labels = host.toLowerCase(Locale.ROOT).split("\\.", -1);
        if (host.matches("[0-9.]+") || labels.length < 3) {
            return host.toLowerCase(Locale.ROOT);
        }
        var last = labels[labels.length - 1];
        var second = labels[labels.length - 2];
        var two = second + "." + last;
        return last.length() == 2 && SECOND_LEVELS.contains(second) ? labels[labels.length - 3] + "." + two : two;
    }

    private static String unicode(String host) {
        try {
            return IDN.toUnicode(host.toLowerCase(Locale.ROOT), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return host.toLowerCase(Locale.ROOT);
        }
    }
}
