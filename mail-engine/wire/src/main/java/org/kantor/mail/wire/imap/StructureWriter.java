package org.kantor.mail.wire.imap;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.BodyPart;
import org.kantor.mail.wire.mime.Envelope;
import org.kantor.mail.wire.mime.ExtendedValue;

/**
 * ENVELOPE, BODY and BODYSTRUCTURE (RFC 3501 section 7.4.2) of what the parser made of a message. Continuations of parameters are put together (RFC 2231 section 6); a value
 * that is not ASCII stays in that RFC's encoding, {@code name*}, for clients that have not asked for UTF-8.
 */
public final class StructureWriter {

    /** A multipart must have a part (RFC 3501 section 9, "body-type-mpart"); this one stands for none. */
    private static final String NO_PART = "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 0 0)";

    private StructureWriter() {}

    public static void envelope(ResponseWriter out, Envelope envelope) throws IOException {
        out.raw('(').nstring(envelope.date()).space().nstring(envelope.subject());
        addresses(out, envelope.from());
        addresses(out, envelope.sender());
        addresses(out, envelope.replyTo());
        addresses(out, envelope.to());
        addresses(out, envelope.cc());
        addresses(out, envelope.bcc());
        out.space().nstring(envelope.inReplyTo());
        out.space().nstring(envelope.messageId()).raw(')');
    }

    private static void addresses(ResponseWriter out, List<Address> addresses) throws IOException {
        out.space();
        if (addresses.isEmpty()) {
            out.nil();
            return;
        }
        out.raw('(');
        for (var address : addresses) {
            out.raw('(').nstring(address.name()).raw(" NIL ");
            out.nstring(address.mailbox()).space().nstring(address.host()).raw(')');
        }
        out.raw(')');
    }

    /** @param extended with the extension data of BODYSTRUCTURE, which BODY lacks */
    public static void body(ResponseWriter out, BodyPart part, boolean extended) throws IOException {
        out.raw('(');
        if (part.isMultipart()) {
            multipart(out, part, extended);
        } else {
            single(out, part, extended);
        }
        out.raw(')');
    }

    private static void multipart(ResponseWriter out, BodyPart part, boolean extended) throws IOException {
        if (part.children().isEmpty()) {
            out.raw(NO_PART);
        }
        for (var child : part.children()) {
            body(out, child, extended);
        }
        out.space().string(part.subtype());
        if (extended) {
            out.space();
            parameters(out, part.parameters());
            extension(out, part);
        }
    }

    private static void single(ResponseWriter out, BodyPart part, boolean extended) throws IOException {
        var envelope = part.subtype().equals("RFC822") && !part.children().isEmpty() ? part.envelope() : null;
        // a message that was not taken apart has no envelope to show
        var opaque = envelope == null
                && part.type().equals("MESSAGE")
                && part.subtype().equals("RFC822");
        out.string(opaque ? "APPLICATION" : part.type()).space();
        out.string(opaque ? "OCTET-STREAM" : part.subtype()).space();
        parameters(out, part.parameters());
        out.space().nstring(part.id()).space().nstring(part.description());
        out.space().string(part.encoding()).space().number(part.size());
        if (envelope != null) {
            out.space();
            envelope(out, envelope);
            out.space();
            body(out, part.children().getFirst(), extended);
            out.space().number(part.lines());
        } else if (part.type().equals("TEXT")) {
            out.space().number(part.lines());
        }
        if (extended) {
            out.space().nstring(part.md5());
            extension(out, part);
        }
    }

    private static void extension(ResponseWriter out, BodyPart part) throws IOException {
        out.space();
        disposition(out, part.disposition(), part.dispositionParameters());
        out.space();
        languages(out, part.languages());
        out.space().nstring(part.location());
    }

    private static void disposition(ResponseWriter out, @Nullable String disposition, Map<String, String> parameters)
            throws IOException {
        if (disposition == null) {
            out.nil();
            return;
        }
        out.raw('(').string(disposition).space();
        parameters(out, parameters);
        out.raw(')');
    }

    private static void languages(ResponseWriter out, List<String> languages) throws IOException {
        if (languages.isEmpty()) {
            out.nil();
            return;
        }
        var separator = '(';
        for (var language : languages) {
            out.raw(separator).string(language);
            separator = ' ';
        }
        out.raw(')');
    }

    private static void parameters(ResponseWriter out, Map<String, String> parameters) throws IOException {
        if (parameters.isEmpty()) {
            out.nil();
            return;
        }
        var separator = '(';
        for (var parameter : parameters.entrySet()) {
            var value = parameter.getValue();
            var encoded = !out.isUtf8() && value.chars().anyMatch(c -> c >= 0x80);
            out.raw(separator).string(encoded ? parameter.getKey() + "*" : parameter.getKey());
            out.space().string(encoded ? ExtendedValue.of(value) : value);
            separator = ' ';
        }
        out.raw(')');
    }
}
