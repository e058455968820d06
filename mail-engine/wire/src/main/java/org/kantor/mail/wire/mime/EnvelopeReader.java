package org.kantor.mail.wire.mime;

import java.util.List;
import org.kantor.mail.wire.mime.Header.Name;

/** Makes an envelope (RFC 3501 section 7.4.2) of a header. */
final class EnvelopeReader {

    private EnvelopeReader() {}

    static Envelope read(Header header) {
        var from = addresses(header, Name.FROM);
        var sender = addresses(header, Name.SENDER);
        var replyTo = addresses(header, Name.REPLY_TO);
        return new Envelope(
                header.get(Name.DATE),
                header.get(Name.SUBJECT),
                from,
                sender.isEmpty() ? from : sender,
                replyTo.isEmpty() ? from : replyTo,
                addresses(header, Name.TO),
                addresses(header, Name.CC),
                addresses(header, Name.BCC),
                header.get(Name.IN_REPLY_TO),
                header.get(Name.MESSAGE_ID));
    }

    private static List<Address> addresses(Header header, Name name) {
        var field = header.get(name);
        return field == null ? List.of() : AddressParser.parse(field);
    }
}
