package org.kantor.mail.wire.pop3;

import java.util.Locale;

/** A command of POP3 (RFC 1939 section 3): one record a verb, its grammar both ways in its file. */
public sealed interface Command
        permits Auth, Capa, Dele, Lang, List, Noop, Pass, Quit, Retr, Rset, Stat, Stls, Top, Uidl, User, Utf8 {

    /** The longest line we accept: RFC 2449 section 4 asks for 255, RFC 5034 section 4 for SASL's initial responses of any size. */
    int MAX_LINE = 12_288;

    /** The command line without CRLF. */
    String line();

    /** @param line without CRLF */
    static Command parse(String line) throws Pop3SyntaxException {
        var space = line.indexOf(' ');
        var verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        var arguments = space < 0 ? "" : line.substring(space + 1);
        return switch (verb) {
            case "USER" -> new User(text(arguments));
            case "PASS" -> new Pass(text(arguments));
            case "STAT" -> none(arguments, new Stat());
            case "LIST" -> arguments.isBlank() ? new List(0) : new List(number(arguments));
            case "RETR" -> new Retr(number(arguments));
            case "DELE" -> new Dele(number(arguments));
            case "NOOP" -> none(arguments, new Noop());
            case "RSET" -> none(arguments, new Rset());
            case "QUIT" -> none(arguments, new Quit());
            case "TOP" -> Top.parse(arguments);
            case "UIDL" -> arguments.isBlank() ? new Uidl(0) : new Uidl(number(arguments));
            case "CAPA" -> none(arguments, new Capa());
            case "STLS" -> none(arguments, new Stls());
            case "AUTH" -> Auth.parse(arguments);
            case "UTF8" -> none(arguments, new Utf8());
            case "LANG" -> Lang.parse(arguments);
            default -> throw new Pop3SyntaxException("Unknown command");
        };
    }

    private static Command none(String arguments, Command command) throws Pop3SyntaxException {
        if (!arguments.isBlank()) {
            throw new Pop3SyntaxException("This command has no argument");
        }
        return command;
    }

    /** The whole rest of the line: a password may hold spaces (RFC 1939 section 7). */
    private static String text(String arguments) throws Pop3SyntaxException {
        if (arguments.isEmpty()) {
            throw new Pop3SyntaxException("An argument is missing");
        }
        return arguments;
    }

    /** A message-number, from 1. */
    static int number(String text) throws Pop3SyntaxException {
        var digits = text.strip();
        if (!digits.matches("0*[1-9]\\d{0,8}")) {
            throw new Pop3SyntaxException("A message number is expected");
        }
        return Integer.parseInt(digits);
    }
}
