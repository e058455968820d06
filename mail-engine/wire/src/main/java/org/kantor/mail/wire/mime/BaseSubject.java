package org.kantor.mail.wire.mime;

/**
 * What is left of a subject without the marks of replies, forwards and mailing lists (RFC 5256 section 2.1).
 *
 * @param text may be empty
 * @param reply whether a mark of a reply or forward was removed, which makes the message one
 */
public record BaseSubject(String text, boolean reply) {

    /** @param subject unfolded and decoded */
    public static BaseSubject of(String subject) {
        return new Extraction(collapsed(subject)).result();
    }

    /** Step 1. */
    private static String collapsed(String subject) {
        var out = new StringBuilder(subject.length());
        for (var i = 0; i < subject.length(); i++) {
            var c = subject.charAt(i);
            var space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
            if (!space) {
                out.append(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.toString();
    }

    /** A window into the subject that becomes smaller with every step. */
    private static final class Extraction {

        private final String subject;
        private int from;
        private int end;
        private boolean reply;

        Extraction(String subject) {
            this.subject = subject;
            this.end = subject.length();
        }

        BaseSubject result() {
            do {
                trailers();
                leaders();
            } while (forwardHeader());
            return new BaseSubject(subject.substring(from, end), reply);
        }

        /** Step 2: subj-trailer. */
        private void trailers() {
            while (true) {
                if (end > from && subject.charAt(end - 1) == ' ') {
                    end--;
                } else if (end - from >= 5 && sees("(fwd)", end - 5)) {
                    end -= 5;
                    reply = true;
                } else {
                    return;
                }
            }
        }

        /** Steps 3 to 5: subj-leader and subj-blob, as long as there are any. */
        private void leaders() {
            while (true) {
                from = spaces(from);
                var last = from;
                var at = from;
                for (var next = blob(at); next > at; next = blob(at)) {
                    last = at;
                    at = next;
                }
                var rest = replyMark(at);
                if (rest > at) {
                    from = rest;
                    reply = true;
                } else {
                    // no mark follows, so that the blobs go, but for the last one if nothing else is left
                    from = at < end ? at : last;
                    return;
                }
            }
        }

        /** Step 6: subj-fwd. */
        private boolean forwardHeader() {
            if (end - from < 6 || !sees("[fwd:", from) || subject.charAt(end - 1) != ']') {
                return false;
            }
            from += 5;
            end--;
            reply = true;
            return true;
        }

        /** Where the subj-blob ends that begins here; here if none does. */
        private int blob(int at) {
            if (at == end || subject.charAt(at) != '[') {
                return at;
            }
            for (var i = at + 1; i < end; i++) {
                var c = subject.charAt(i);
                if (c == '[') {
                    return at;
                }
                if (c == ']') {
                    return spaces(i + 1);
                }
            }
            return at;
        }

        /** Where the subj-refwd ends that begins here; here if none does. */
        private int replyMark(int at) {
            var mark = sees("re", at) ? at + 2 : sees("fwd", at) ? at + 3 : sees("fw", at) ? at + 2 : at;
            if (mark == at) {
                return at;
            }
            var colon = blob(spaces(mark));
            return colon < end && subject.charAt(colon) == ':' ? colon + 1 : at;
        }

        private int spaces(int at) {
            var i = at;
            while (i < end && subject.charAt(i) == ' ') {
                i++;
            }
            return i;
        }

        private boolean sees(String lower, int at) {
            return at + lower.length() <= end && subject.regionMatches(true, at, lower, 0, lower.length());
        }
    }
}
