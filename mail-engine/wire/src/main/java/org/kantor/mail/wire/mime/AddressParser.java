package org.kantor.mail.wire.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads address lists (RFC 5322 section 3.4) with groups, comments, obsolete routes and what broken mailers write: unbalanced quotes and brackets,
 * semicolons for commas, addresses without a domain (whose host is then empty, not null, which would make it a group). Linear in the text's length.
 */
public final class AddressParser {

    /** An address list is read up to here; no client shows more, and memory has to be bounded. */
    static final int MAX_ADDRESSES = 10_000;

    private final String text;
    private final List<Address> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private @Nullable String angle;
    private @Nullable String comment;
    private @Nullable String quotedLocalPart;
    private boolean quoted;
    private boolean group;
    private boolean quotesBroken;
    private boolean commentsBroken;

    private AddressParser(String text) {
        this.text = text;
    }

    /** @param text the unfolded field, encoded words not decoded */
    public static List<Address> parse(String text) {
        return List.copyOf(new AddressParser(text).run());
    }

    private List<Address> run() {
        var i = 0;
        while (i < text.length() && found.size() < MAX_ADDRESSES) {
            var c = text.charAt(i);
            i = switch (c) {
                case '"' -> quotedString(i);
                case '(' -> comment(i);
                case '<' -> angle(i);
                case '[' -> literal(i);
                case ',' -> {
                    finish();
                    yield i + 1;
                }
                case ';' -> {
                    finish();
                    closeGroup();
                    yield i + 1;
                }
                case ':' -> {
                    colon();
                    yield i + 1;
                }
                default -> {
                    phrase.append(c);
                    yield i + 1;
                }
            };
        }
        finish();
        closeGroup();
        return found;
    }

    private int quotedString(int start) {
        if (!quotesBroken) {
            var value = new StringBuilder();
            for (var i = start + 1; i < text.length(); i++) {
                var c = text.charAt(i);
                if (c == '"') {
                    quoted = true;
                    if (i + 1 < text.length() && text.charAt(i + 1) == '@') {
                        quotedLocalPart = value.toString();
                    } else {
                        phrase.append(value);
                    }
                    return i + 1;
                }
                if (c == '\\' && i + 1 < text.length()) {
                    c = text.charAt(++i);
                }
                value.append(c);
            }
            quotesBroken = true;
        }
        return start + 1;
    }

    private int comment(int start) {
        if (!commentsBroken) {
            var depth = 0;
            for (var i = start; i < text.length(); i++) {
                var c = text.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '(') {
                    depth++;
                } else if (c == ')' && --depth == 0) {
                    comment = text.substring(start + 1, i).replace("\\", "").strip();
                    return i + 1;
                }
            }
            commentsBroken = true;
        }
        phrase.append('(');
        return start + 1;
    }

    /** Up to the closing bracket; without one, up to the next comma. A quoted local part may hold either. */
    private int angle(int start) {
        var quotes = false;
        var i = start + 1;
        for (; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quotes = !quotes;
            } else if (!quotes && (c == '>' || c == ',' && text.charAt(start + 1) != '@' || c == '<')) {
                break;
            }
        }
        var end = Math.min(i, text.length());
        angle = text.substring(start + 1, end).strip();
        return end < text.length() && text.charAt(end) == '>' ? end + 1 : end;
    }

    private int literal(int start) {
        var end = start + 1;
        while (end < text.length() && end - start < 300 && text.charAt(end) != ']' && text.charAt(end) != ',') {
            end++;
        }
        phrase.append(text, start, end);
        return end;
    }

    private void colon() {
        if (group || angle != null || phrase.indexOf("@") >= 0 && !quoted) {
            phrase.append(':');
            return;
        }
        found.add(new Address(null, phrase.toString().strip(), null));
        reset();
        group = true;
    }

    private void closeGroup() {
        if (group) {
            found.add(new Address(null, null, null));
            group = false;
        }
    }

    private void finish() {
        var words = phrase.toString().strip();
        if (angle != null) {
            add(words.isEmpty() ? comment : words, angle);
        } else if (quotedLocalPart != null) {
            var host = words.substring(words.lastIndexOf('@') + 1).strip();
            found.add(new Address(comment, quotedLocalPart, host));
        } else if (!words.isEmpty()) {
            // A name without brackets around the address that follows it.
            var space = words.lastIndexOf(' ');
            if (space > 0 && words.indexOf('@', space) > 0) {
                add(words.substring(0, space).strip(), words.substring(space + 1));
            } else {
                add(comment, words);
            }
        }
        reset();
    }

    private void reset() {
        phrase.setLength(0);
        angle = null;
        comment = null;
        quotedLocalPart = null;
        quoted = false;
    }

    private void add(@Nullable String name, String spec) {
        var address = spec;
        if (address.startsWith("@") && address.indexOf(':') > 0) {
            address = address.substring(address.indexOf(':') + 1);
        }
        var at = address.lastIndexOf('@');
        var local = at < 0 ? address : address.substring(0, at);
        var host = at < 0 ? "" : address.substring(at + 1).strip();
        found.add(new Address(name == null || name.isEmpty() ? null : name, unquote(local.strip()), host));
    }

    private static String unquote(String local) {
        if (local.length() < 2 || !local.startsWith("\"") || !local.endsWith("\"")) {
            return local;
        }
        var out = new StringBuilder(local.length());
        for (var i = 1; i < local.length() - 1; i++) {
            var c = local.charAt(i);
            if (c == '\\' && i + 1 < local.length() - 1) {
                c = local.charAt(++i);
            }
            out.append(c);
        }
        return out.toString();
    }
}
