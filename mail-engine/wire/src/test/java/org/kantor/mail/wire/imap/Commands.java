package org.kantor.mail.wire.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads commands from octets as the server does, for tests. */
final class Commands {

    static final CommandAssembler.Limits LIMITS = new CommandAssembler.Limits(20_000, 50_000, 100);

    private Commands() {}

    static Command parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8)).command();
    }

    /** One command, with its line end; literals need not be announced as non-synchronising. */
    static TaggedCommand parse(byte[] octets) {
        return TaggedCommand.parse(assemble(octets));
    }

    static CommandText assemble(byte[] octets) {
        var assembler = new CommandAssembler(LIMITS);
        var at = 0;
        while (true) {
            var end = at;
            while (end + 1 < octets.length && !(octets[end] == '\r' && octets[end + 1] == '\n')) {
                end++;
            }
            if (end + 1 >= octets.length) {
                throw new ImapSyntaxException("no line end");
            }
            var next = assembler.line(Arrays.copyOfRange(octets, at, end));
            at = end + 2;
            switch (next) {
                case CommandAssembler.Complete complete -> {
                    return complete.text();
                }
                case CommandAssembler.ReadLiteral literal -> {
                    if (at + literal.size() > octets.length) {
                        throw new ImapSyntaxException("truncated");
                    }
                    assembler.literal(Arrays.copyOfRange(octets, at, at + literal.size()));
                    at += literal.size();
                }
                case CommandAssembler.SkipLiteral literal -> {
                    if (at + literal.size() > octets.length) {
                        throw new ImapSyntaxException("truncated");
                    }
                    at += (int) literal.size();
                }
                case CommandAssembler.TooBig big -> throw new ImapSyntaxException("too big");
            }
        }
    }

    static String written(Command command) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new TaggedCommand("a1", command).toOctets());
        return out.toString(StandardCharsets.UTF_8);
    }
}
