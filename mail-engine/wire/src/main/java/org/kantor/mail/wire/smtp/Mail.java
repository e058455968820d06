package org.kantor.mail.wire.smtp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * MAIL (RFC 5321 section 4.1.1.2) with the parameters of RFC 1870, 6152, 6531, 4954 and 3461.
 *
 * @param sender null for the null reverse-path {@code <>}
 * @param size octets the client announces; 0 if it does not say
 * @param auth decoded from xtext; empty for {@code <>}; null if absent
 * @param envid the sender's envelope identifier, decoded from xtext
 */
public record Mail(
        @Nullable Path sender,
        long size,
        Body body,
        boolean smtpUtf8,
        @Nullable String auth,
        @Nullable Ret ret,
        @Nullable String envid)
        implements Command {

    /** RFC 3461 section 5.4. */
    private static final int MAX_ENVID = 100;

    /** RFC 6152: what the message's lines hold. */
    public enum Body {
        SEVEN_BIT("7BIT"),
        EIGHT_BIT("8BITMIME");

        private final String keyword;

        Body(String keyword) {
            this.keyword = keyword;
        }
    }

    /** RFC 3461 section 4.3: how much of the message a failure report returns. */
    public enum Ret {
        FULL,
        HDRS
    }

    static Mail parse(String arguments) throws SmtpSyntaxException {
        if (!arguments.regionMatches(true, 0, "FROM:", 0, 5)) {
            throw SmtpSyntaxException.argument("MAIL FROM:<address> expected");
        }
        var scanner = new PathScanner(arguments.substring(5));
        var sender = scanner.reversePath().orElse(null);
        var parameters = new Parameters(scanner.rest());
        var mail = new Mail(
                sender,
                size(parameters.take("SIZE")),
                body(parameters.take("BODY")),
                parameters.takeFlag("SMTPUTF8"),
                auth(parameters.take("AUTH")),
                ret(parameters.take("RET")),
                envid(parameters.take("ENVID")));
        parameters.end();
        return mail;
    }

    private static long size(@Nullable String value) throws SmtpSyntaxException {
        if (value == null) {
            return 0;
        }
        if (!value.matches("\\d{1,18}")) {
            throw SmtpSyntaxException.argument("SIZE is a number of octets");
        }
        return Long.parseLong(value);
    }

    private static Body body(@Nullable String value) throws SmtpSyntaxException {
        if (value == null) {
            return Body.SEVEN_BIT;
        }
        for (var body : Body.values()) {
            if (body.keyword.equalsIgnoreCase(value)) {
                return body;
            }
        }
        throw SmtpSyntaxException.argument("BODY is 7BIT or 8BITMIME");
    }

    private static @Nullable String auth(@Nullable String value) throws SmtpSyntaxException {
        if (value == null || value.equals("<>")) {
            return value == null ? null : "";
        }
        return Xtext.decode(value).orElseThrow(() -> SmtpSyntaxException.argument("AUTH is xtext"));
    }

    private static @Nullable Ret ret(@Nullable String value) throws SmtpSyntaxException {
        return switch (value == null ? "" : value.toUpperCase(Locale.ROOT)) {
            case "FULL" -> Ret.FULL;
            case "HDRS" -> Ret.HDRS;
            default -> {
                if (value != null) {
                    throw SmtpSyntaxException.argument("RET is FULL or HDRS");
                }
                yield null;
            }
        };
    }

    private static @Nullable String envid(@Nullable String value) throws SmtpSyntaxException {
        if (value == null) {
            return null;
        }
        return Xtext.decode(value)
                .filter(text -> value.length() <= MAX_ENVID && text.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                .orElseThrow(() -> SmtpSyntaxException.argument("ENVID is xtext of at most 100 characters"));
    }

    @Override
    public String line() {
        var line = new StringBuilder("MAIL FROM:").append(sender == null ? "<>" : sender);
        if (size > 0) {
            line.append(" SIZE=").append(size);
        }
        if (body == Body.EIGHT_BIT) {
            line.append(" BODY=").append(body.keyword);
        }
        if (smtpUtf8) {
            line.append(" SMTPUTF8");
        }
        if (auth != null) {
            line.append(" AUTH=").append(auth.isEmpty() ? "<>" : Xtext.encode(auth));
        }
        if (ret != null) {
            line.append(" RET=").append(ret);
        }
        if (envid != null) {
            line.append(" ENVID=").append(Xtext.encode(envid));
        }
        return line.toString();
    }
}
