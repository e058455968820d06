package org.kantor.mail.wire.imap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A cursor over a command's octets with the terminals of RFC 3501 section 9; every method throws {@link ImapSyntaxException}
 * when the octets are something else. Text arguments are read as UTF-8, which contains the US-ASCII that the RFC allows.
 */
public final class Parser {

    /** A tag longer than this is no client's. */
    static final int MAX_TAG = 128;

    /** Numbers are 32 bits without sign (RFC 3501 section 9, "number"). */
    static final long MAX_NUMBER = 0xffff_ffffL;

    private static final String ATOM_SPECIALS = "(){ %*\"\\]";

    private final byte[] in;
    private final List<byte[]> literals;
    private final boolean utf8Names;
    /** Of strings that are texts. */
    private Charset texts = StandardCharsets.UTF_8;

    private int at;
    private int nextLiteral;

    public Parser(CommandText command) {
        this(command, false);
    }

    /** @param utf8Names whether mailbox names are UTF-8 and nothing else (RFC 6855 section 3, RFC 9051 section 5.1), rather than modified UTF-7 */
    public Parser(CommandText command, boolean utf8Names) {
        this.in = command.text();
        this.literals = command.literals();
        this.utf8Names = utf8Names;
    }

    boolean atEnd() {
        return at == in.length;
    }

    /** Whether the next octet is this one. */
    boolean sees(char c) {
        return at < in.length && in[at] == c;
    }

    /** Whether a number begins here. */
    boolean seesDigit() {
        return at < in.length && in[at] >= '0' && in[at] <= '9';
    }

    /** Whether this keyword begins here, in any case. */
    boolean sees(String keyword) {
        if (at + keyword.length() > in.length) {
            return false;
        }
        for (var i = 0; i < keyword.length(); i++) {
            if (upper(in[at + i]) != keyword.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean accept(char c) {
        if (sees(c)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char c) {
        if (!accept(c)) {
            throw new ImapSyntaxException(c == ' ' ? "A space is missing" : "A '" + c + "' is missing");
        }
    }

    void space() {
        expect(' ');
    }

    /** Passes over one octet that was seen before. */
    void skip() {
        at++;
    }

    /** The command must be over. */
    void end() {
        if (!atEnd()) {
            throw new ImapSyntaxException("There is more than the command takes");
        }
    }

    String tag() {
        return run("A tag is missing", MAX_TAG, Parser::isTagChar);
    }

    String atom() {
        return run("An atom is missing", Integer.MAX_VALUE, Parser::isAtomChar);
    }

    /** An atom of letters, digits, dots and hyphens, in upper case: verbs, data items, search keys. */
    String keyword() {
        return run("A keyword is missing", 64, Parser::isKeywordChar).toUpperCase(Locale.ROOT);
    }

    /** An object identifier (RFC 8474 section 7). */
    String objectId() {
        return run("An object identifier is missing", 255, c -> isKeywordChar(c) && c != '.' || c == '_');
    }

    /** The octets of base64, or a single "=" for none (RFC 4959); whether they decode is the mechanism's concern. */
    String base64() {
        return run(
                "An initial response is missing",
                Integer.MAX_VALUE,
                c -> c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '+'
                        || c == '/'
                        || c == '=');
    }

    /** Passes over all that is left. */
    void skipRest() {
        at = in.length;
    }

    private interface OctetTest {
        boolean test(byte octet);
    }

    private String run(String missing, int max, OctetTest test) {
        var start = at;
        while (at < in.length && test.test(in[at])) {
            at++;
        }
        if (at == start) {
            throw new ImapSyntaxException(missing);
        }
        if (at - start > max) {
            throw new ImapSyntaxException("A word is too long");
        }
        return new String(in, start, at - start, StandardCharsets.US_ASCII);
    }

    long number() {
        var value = number63();
        if (value > MAX_NUMBER) {
            throw new ImapSyntaxException("A number has more than 32 bits");
        }
        return value;
    }

    /** A number of 63 bits (RFC 9051 section 9, "number64"). */
    long number63() {
        var start = at;
        var value = 0L;
        while (seesDigit()) {
            var digit = in[at++] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw new ImapSyntaxException("A number has more than 63 bits");
            }
            value = value * 10 + digit;
        }
        if (at == start) {
            throw new ImapSyntaxException("A number is missing");
        }
        return value;
    }

    long nzNumber() {
        var value = number();
        if (value == 0) {
            throw new ImapSyntaxException("A number must not be zero");
        }
        return value;
    }

    /** A change number: 63 bits without sign (RFC 7162 section 7, "mod-sequence-valzer"). */
    long modseq() {
        return number63();
    }

    /** A change number that something can have. */
    long nzModseq() {
        var value = modseq();
        if (value == 0) {
            throw new ImapSyntaxException("A change number must not be zero");
        }
        return value;
    }

    /** A number of exactly so many digits, as in dates. */
    int digits(int count) {
        var value = 0;
        for (var i = 0; i < count; i++) {
            if (!seesDigit()) {
                throw new ImapSyntaxException("A digit is missing");
            }
            value = value * 10 + (in[at++] - '0');
        }
        return value;
    }

    /** An atom, with "]" allowed, or a string. */
    String astring() {
        if (sees('"') || sees('{')) {
            return text(string(), texts);
        }
        return run("An argument is missing", Integer.MAX_VALUE, c -> isAtomChar(c) || c == ']');
    }

    /** The name of a charset, in upper case. */
    String charset() {
        return astring().toUpperCase(Locale.ROOT);
    }

    /** From here on strings are in this charset (RFC 3501 section 6.4.4). */
    void readTextsIn(Charset charset) {
        texts = charset;
    }

    /** The text of a quoted string or literal. */
    String stringText() {
        return text(string(), texts);
    }

    /** A quoted string or a literal without NUL. */
    byte[] string() {
        if (sees('"')) {
            return quoted();
        }
        var literal = literal();
        for (var octet : literal) {
            if (octet == 0) {
                throw new ImapSyntaxException("A literal holds a NUL octet");
            }
        }
        return literal;
    }

    private byte[] quoted() {
        expect('"');
        var start = at;
        var escapes = 0;
        while (true) {
            if (at == in.length) {
                throw new ImapSyntaxException("A quoted string has no end");
            }
            var c = in[at++];
            if (c == '"') {
                break;
            }
            if (c == '\\') {
                if (at == in.length || in[at] != '"' && in[at] != '\\') {
                    throw new ImapSyntaxException("A quoted string has a wrong escape");
                }
                at++;
                escapes++;
            } else if (c == 0 || c == '\r' || c == '\n') {
                throw new ImapSyntaxException("A quoted string holds a control octet");
            }
        }
        var out = new byte[at - 1 - start - escapes];
        var from = start;
        for (var to = 0; to < out.length; to++) {
            if (in[from] == '\\') {
                from++;
            }
            out[to] = in[from++];
        }
        return out;
    }

    /** The octets of a literal, whatever they are. */
    byte[] literal() {
        expect('{');
        var announced = 0L;
        while (seesDigit()) {
            announced = Math.min(announced * 10 + (in[at++] - '0'), Long.MAX_VALUE / 16);
        }
        accept('+');
        expect('}');
        if (at + 2 > in.length || in[at] != '\r' || in[at + 1] != '\n' || nextLiteral == literals.size()) {
            throw new ImapSyntaxException("A literal is missing");
        }
        at += 2;
        var literal = literals.get(nextLiteral++);
        if (literal.length != announced) {
            throw new ImapSyntaxException("A literal has another size than announced");
        }
        return literal;
    }

    /** A mailbox name in Unicode; INBOX in any case becomes {@code INBOX} (RFC 3501 section 5.1). */
    String mailbox() {
        var name = mailboxText(astring());
        if (name.equalsIgnoreCase("INBOX")) {
            return "INBOX";
        }
        return name;
    }

    /** A part of a mailbox name as a client wrote it, in Unicode. */
    String mailboxText(String written) {
        return utf8Names ? written : MailboxName.decode(written);
    }

    /** A mailbox pattern of LIST in Unicode; {@code %} and {@code *} may stand in an atom. One that is no modified UTF-7 is no mistake, but matches nothing, as a NUL does. */
    String listMailbox() {
        var written = sees('"') || sees('{')
                ? text(string())
                : run(
                        "A pattern is missing",
                        Integer.MAX_VALUE,
                        c -> isAtomChar(c) || c == ']' || c == '%' || c == '*');
        try {
            return mailboxText(written);
        } catch (ImapSyntaxException e) {
            return "\0";
        }
    }

    /** A parenthesised list of one or more elements. */
    <T> List<T> list(java.util.function.Supplier<T> element) {
        expect('(');
        var all = new ArrayList<T>();
        do {
            all.add(element.get());
        } while (accept(' '));
        expect(')');
        return all;
    }

    /** A parenthesised list that may be empty. */
    <T> List<T> listOrNothing(java.util.function.Supplier<T> element) {
        if (sees('(') && at + 1 < in.length && in[at + 1] == ')') {
            at += 2;
            return List.of();
        }
        return list(element);
    }

    static String text(byte[] octets) {
        return text(octets, StandardCharsets.UTF_8);
    }

    private static String text(byte[] octets, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw new ImapSyntaxException("A string is not " + charset.name());
        }
    }

    static boolean isTagChar(byte c) {
        return isAtomChar(c) && c != '+' || c == ']';
    }

    static boolean isAtomChar(byte c) {
        return c > ' ' && c < 0x7f && ATOM_SPECIALS.indexOf(c) < 0;
    }

    private static boolean isKeywordChar(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-';
    }

    private static char upper(byte c) {
        return (char) (c >= 'a' && c <= 'z' ? c - 32 : c);
    }
}
