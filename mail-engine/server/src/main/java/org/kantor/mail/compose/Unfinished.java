package org.kantor.mail.compose;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.EncodedWords;
import org.kantor.mail.wire.mime.Envelope;

/**
 * What was typed as recipients of a draft and is no address yet. Each stands in its field as a group without members (RFC 5322 section 3.4), which every program shows and to which nothing can be
 * sent, as no domain can be added to it.
 */
public record Unfinished(List<String> to, List<String> cc, List<String> bcc) {

    public static final Unfinished NONE = new Unfinished(List.of(), List.of(), List.of());

    private static final int LONGEST = 200;

    /** The group that stands for recipients that are not told (RFC 5322 appendix A.1.3); nobody typed it. */
    private static final String UNDISCLOSED = "undisclosed-recipients";

    public Unfinished {
        to = clean(to);
        cc = clean(cc);
        bcc = clean(bcc);
    }

    /** What a draft has of them, those too that another program has written as they were typed. */
    public static Unfinished of(Envelope envelope) {
        return new Unfinished(of(envelope.to()), of(envelope.cc()), of(envelope.bcc()));
    }

    private static List<String> of(List<Address> addresses) {
        var found = new ArrayList<String>();
        for (var i = 0; i < addresses.size(); i++) {
            var address = addresses.get(i);
            var mailbox = address.mailbox();
            if (mailbox == null) {
                continue;
            }
            if (address.host() == null) {
                var empty = i + 1 < addresses.size() && addresses.get(i + 1).mailbox() == null;
                if (empty && !mailbox.equalsIgnoreCase(UNDISCLOSED)) {
                    found.add(EncodedWords.decode(mailbox));
                }
            } else if (Person.of(List.of(address)).isEmpty()) {
                found.add(typed(address.name(), address.host().isEmpty() ? mailbox : mailbox + "@" + address.host()));
            }
        }
        return found;
    }

    /** A name and what stands for an address as people type them. */
    public static String typed(@Nullable String name, String address) {
        var decoded = name == null ? "" : EncodedWords.decode(name).strip();
        return decoded.isEmpty() ? address : decoded + " <" + address + ">";
    }

    private static List<String> clean(List<String> texts) {
        return texts.stream()
                .map(text -> HeaderLine.clean(text, LONGEST).strip())
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }
}
