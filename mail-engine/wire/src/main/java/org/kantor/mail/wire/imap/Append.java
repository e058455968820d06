package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.List;

/** APPEND (RFC 3501 section 6.3.11): puts messages into a mailbox, several at once as in MULTIAPPEND (RFC 3502). */
public record Append(String mailbox, List<AppendedMessage> messages) implements Command {

    static final String VERB = "APPEND";

    public Append {
        messages = List.copyOf(messages);
    }

    static Append parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        var messages = new ArrayList<AppendedMessage>(1);
        do {
            messages.add(AppendedMessage.parse(in));
        } while (!in.atEnd());
        return new Append(mailbox, messages);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
        messages.forEach(message -> message.write(out));
    }
}
