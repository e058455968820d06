package org.kantor.mail.wire.imap;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * APPEND (RFC 3501 section 6.3.11): puts messages into a mailbox, several at once as in MULTIAPPEND (RFC 3502). A message is a literal8 (RFC 3516 section 4.4) if
 * there is a NUL in it.
 */
public record Append(String mailbox, List<Message> messages) implements Command {

    static final String VERB = "APPEND";

    public Append {
        messages = List.copyOf(messages);
    }

    /** @param date null for now */
    public record Message(FlagList flags, @Nullable OffsetDateTime date, byte[] content) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Message message
                    && flags.equals(message.flags)
                    && Objects.equals(date, message.date)
                    && Arrays.equals(content, message.content);
        }

        @Override
        public int hashCode() {
            return Objects.hash(flags, date, Arrays.hashCode(content));
        }

        @Override
        public String toString() {
            return "Message[" + flags + ", " + date + ", " + content.length + " octets]";
        }
    }

    static Append parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        var messages = new ArrayList<Message>(1);
        do {
            in.space();
            var flags = FlagList.NONE;
            if (in.sees('(')) {
                flags = FlagList.parse(in);
                in.space();
            }
            OffsetDateTime date = null;
            if (in.sees('"')) {
                date = ImapDate.dateTime(in);
                in.space();
            }
            in.accept('~');
            messages.add(new Message(flags, date, in.literal()));
        } while (!in.atEnd());
        return new Append(mailbox, messages);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
        for (var message : messages) {
            out.space();
            if (!message.flags.names().isEmpty()) {
                out.raw(message.flags.toString()).space();
            }
            if (message.date != null) {
                out.raw('"' + ImapDate.format(message.date) + '"').space();
            }
            out.binary(message.content);
        }
    }
}
