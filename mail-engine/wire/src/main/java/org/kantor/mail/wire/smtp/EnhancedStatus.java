package org.kantor.mail.wire.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

/** An enhanced mail system status code (RFC 3463): class 2, 4 or 5, subject, detail. */
public record EnhancedStatus(int klass, int subject, int detail) {

    private static final Pattern FORM = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");

    /** @throws IllegalArgumentException if the text is none */
    public static EnhancedStatus of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a status: " + text));
    }

    public static Optional<EnhancedStatus> parse(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new EnhancedStatus(
                        Integer.parseInt(match.group(1)),
                        Integer.parseInt(match.group(2)),
                        Integer.parseInt(match.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return klass + "." + subject + "." + detail;
    }
}
