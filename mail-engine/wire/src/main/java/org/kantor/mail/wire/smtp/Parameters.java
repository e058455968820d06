package org.kantor.mail.wire.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of MAIL and RCPT (RFC 5321 section 4.1.2, esmtp-param). Each is taken once; what nobody takes is refused with 555. */
final class Parameters {

    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

    private final Map<String, String> values = new LinkedHashMap<>();

    Parameters(String text) throws SmtpSyntaxException {
        if (text.isEmpty()) {
            return;
        }
        for (var parameter : text.split(" +")) {
            var equals = parameter.indexOf('=');
            var keyword = equals < 0 ? parameter : parameter.substring(0, equals);
            var value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (!KEYWORD.matcher(keyword).matches() || equals >= 0 && value.isEmpty() || control(value)) {
                throw SmtpSyntaxException.argument("A parameter is malformed");
            }
            if (values.put(keyword.toUpperCase(Locale.ROOT), value) != null) {
                throw SmtpSyntaxException.argument("A parameter stands twice");
            }
        }
    }

    private static boolean control(String value) {
        return value.chars().anyMatch(c -> c <= ' ' || c == 0x7f);
    }

    /** The value; empty for a parameter without one; null if it is absent. */
    @Nullable
    String take(String keyword) {
        return values.remove(keyword);
    }

    boolean takeFlag(String keyword) throws SmtpSyntaxException {
        var value = take(keyword);
        if (value != null && !value.isEmpty()) {
            throw SmtpSyntaxException.argument(keyword + " has no value");
        }
        return value != null;
    }

    /** RFC 5321 section 4.1.1.11: 555 for parameters that are not recognised. */
    void end() throws SmtpSyntaxException {
        if (!values.isEmpty()) {
            throw new SmtpSyntaxException(Reply.of(555, "5.5.4", "A parameter is not supported"));
        }
    }
}
