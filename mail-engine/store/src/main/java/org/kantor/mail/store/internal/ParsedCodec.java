package org.kantor.mail.store.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.Envelope;
import org.kantor.mail.wire.mime.ParsedMessage;
import org.kantor.mail.wire.mime.Surrogate;

/**
 * The octets in which a message's envelope, structure and references are stored. The first octet is the version; a change of the format takes a
 * new one and keeps reading the old. Messages with ASCII headers have version 1; for the others version 2 puts the size of their surrogate (RFC 6858) before all the rest, where
 * it is found without the rest being read.
 */
final class ParsedCodec {

    private static final int VERSION = 1;
    private static final int WITH_SURROGATE = 2;

    /** Octets that hold the version and a surrogate's size. */
    static final int BEGINNING = 6;

    /** What is stored in these octets; the rest of a parsed message has columns of its own. */
    record Stored(Envelope envelope, BodyPart structure, List<String> references) {}

    private ParsedCodec() {}

    static byte[] encode(ParsedMessage parsed, byte[] content) {
        var out = new ByteWriter();
        var surrogate = Surrogate.octets(content, parsed.structure());
        if (surrogate == content.length) {
            out.number(VERSION);
        } else {
            out.number(WITH_SURROGATE);
            out.number(surrogate);
        }
        write(out, parsed.envelope());
        write(out, parsed.structure());
        out.list(parsed.references(), out::text);
        return out.bytes();
    }

    /** @param beginning the first {@link #BEGINNING} octets, of a message that has a surrogate */
    static int surrogate(byte[] beginning) {
        var in = new ByteReader(beginning);
        in.number();
        return in.number();
    }

    static Stored decode(byte[] octets) {
        var in = new ByteReader(octets);
        var version = in.number();
        if (version == WITH_SURROGATE) {
            in.number();
        } else if (version != VERSION) {
            throw new IllegalStateException("a parsed message of the unknown version " + version);
        }
        return new Stored(envelope(in), part(in), in.list(in::present));
    }

    private static void write(ByteWriter out, Envelope envelope) {
        out.text(envelope.date());
        out.text(envelope.subject());
        write(out, envelope.from());
        write(out, envelope.sender());
        write(out, envelope.replyTo());
        write(out, envelope.to());
        write(out, envelope.cc());
        write(out, envelope.bcc());
        out.text(envelope.inReplyTo());
        out.text(envelope.messageId());
    }

    private static void write(ByteWriter out, List<Address> addresses) {
        out.list(addresses, address -> {
            out.text(address.name());
            out.text(address.mailbox());
            out.text(address.host());
        });
    }

    private static Envelope envelope(ByteReader in) {
        return new Envelope(
                in.text(),
                in.text(),
                addresses(in),
                addresses(in),
                addresses(in),
                addresses(in),
                addresses(in),
                addresses(in),
                in.text(),
                in.text());
    }

    private static List<Address> addresses(ByteReader in) {
        return in.list(() -> new Address(in.text(), in.text(), in.text()));
    }

    private static void write(ByteWriter out, BodyPart part) {
        out.text(part.type());
        out.text(part.subtype());
        out.texts(part.parameters());
        out.text(part.id());
        out.text(part.description());
        out.text(part.encoding());
        out.number(part.headerOffset());
        out.number(part.bodyOffset());
        out.number(part.end());
        out.number(part.lines());
        out.text(part.md5());
        out.text(part.disposition());
        out.texts(part.dispositionParameters());
        out.list(part.languages(), out::text);
        out.text(part.location());
        var envelope = part.envelope();
        out.number(envelope == null ? 0 : 1);
        if (envelope != null) {
            write(out, envelope);
        }
        out.list(part.children(), child -> write(out, child));
    }

    private static BodyPart part(ByteReader in) {
        return new BodyPart(
                in.present(),
                in.present(),
                in.texts(),
                in.text(),
                in.text(),
                in.present(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.text(),
                in.text(),
                in.texts(),
                in.list(in::present),
                in.text(),
                inner(in),
                in.list(() -> part(in)));
    }

    private static @Nullable Envelope inner(ByteReader in) {
        return in.number() == 0 ? null : envelope(in);
    }
}
