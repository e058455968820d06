package org.kantor.mail.wire.smtp;

import org.jspecify.annotations.Nullable;

/**
 * RCPT (RFC 5321 section 4.1.1.3) with the parameters of RFC 3461.
 *
 * @param reportOn null if the sender does not say
 */
public record Rcpt(
        Path recipient, @Nullable Notify reportOn, @Nullable OriginalRecipient originalRecipient) implements Command {

    static Rcpt parse(String arguments) throws SmtpSyntaxException {
        if (!arguments.regionMatches(true, 0, "TO:", 0, 3)) {
            throw SmtpSyntaxException.argument("RCPT TO:<address> expected");
        }
        var scanner = new PathScanner(arguments.substring(3));
        var recipient = scanner.forwardPath();
        var parameters = new Parameters(scanner.rest());
        var notify = parameters.take("NOTIFY");
        var original = parameters.take("ORCPT");
        parameters.end();
        return new Rcpt(
                recipient,
                notify == null
                        ? null
                        : Notify.parse(notify)
                                .orElseThrow(() -> SmtpSyntaxException.argument(
                                        "NOTIFY is NEVER, or some of SUCCESS, FAILURE and DELAY")),
                original == null
                        ? null
                        : OriginalRecipient.parse(original)
                                .orElseThrow(() -> SmtpSyntaxException.argument("ORCPT is a type and xtext")));
    }

    @Override
    public String line() {
        var line = new StringBuilder("RCPT TO:").append(recipient);
        if (reportOn != null) {
            line.append(" NOTIFY=").append(reportOn);
        }
        if (originalRecipient != null) {
            line.append(" ORCPT=").append(originalRecipient.encoded());
        }
        return line.toString();
    }
}
