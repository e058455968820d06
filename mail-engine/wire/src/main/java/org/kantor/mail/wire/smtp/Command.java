package org.kantor.mail.wire.smtp;

import java.util.Locale;

/** A command of SMTP or LMTP (RFC 5321 section 4.1.1, RFC 2033 section 4.1): one record a verb, its grammar both ways in its file. */
public sealed interface Command
        permits Auth, Data, Ehlo, Expn, Helo, Help, Lhlo, Mail, Noop, Quit, Rcpt, Rset, StartTls, Vrfy {

    /** The longest command line we accept, with CRLF: RFC 5321 section 4.5.3.1.4 asks for 512, the extensions (AUTH: RFC 4954 section 4.5.3) for 12,288. */
    int MAX_LINE = 12_288;

    /** The command line without CRLF. */
    String line();

    /**
     * @param line without CRLF
     * @throws SmtpSyntaxException with the reply for the client: 500 for an unknown verb, 501, 553 or 555 for its arguments
     */
    static Command parse(String line) throws SmtpSyntaxException {
        var space = line.indexOf(' ');
        var verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        var arguments = space < 0 ? "" : line.substring(space + 1).stripTrailing();
        return switch (verb) {
            case "MAIL" -> Mail.parse(arguments);
            case "RCPT" -> Rcpt.parse(arguments);
            case "DATA" -> none(arguments, new Data());
            case "EHLO" -> Ehlo.parse(arguments);
            case "HELO" -> Helo.parse(arguments);
            case "LHLO" -> Lhlo.parse(arguments);
            case "RSET" -> none(arguments, new Rset());
            case "NOOP" -> new Noop(arguments);
            case "QUIT" -> none(arguments, new Quit());
            case "VRFY" -> Vrfy.parse(arguments);
            case "EXPN" -> Expn.parse(arguments);
            case "HELP" -> new Help(arguments);
            case "STARTTLS" -> none(arguments, new StartTls());
            case "AUTH" -> Auth.parse(arguments);
            default -> throw new SmtpSyntaxException(Reply.of(500, "5.5.1", "Unknown command"));
        };
    }

    private static Command none(String arguments, Command command) throws SmtpSyntaxException {
        if (!arguments.isBlank()) {
            throw SmtpSyntaxException.argument("This command has no argument");
        }
        return command;
    }

    /** The name or address literal after EHLO, HELO and LHLO; we ask only that it is one printable word. */
    static String client(String arguments) throws SmtpSyntaxException {
        var name = arguments.strip();
        if (name.isEmpty() || name.length() > 255 || name.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw SmtpSyntaxException.argument("Name the host that is speaking");
        }
        return name;
    }
}
