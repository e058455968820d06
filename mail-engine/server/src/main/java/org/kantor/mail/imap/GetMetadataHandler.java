package org.kantor.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.wire.imap.GetMetadata;
import org.kantor.mail.wire.imap.GetMetadata.Depth;
import org.kantor.mail.wire.imap.ResponseCode;

/** GETMETADATA (RFC 5464 section 4.2). An entry that is named and has no value is answered with NIL. */
final class GetMetadataHandler implements Handler<GetMetadata> {

    @Override
    public Class<GetMetadata> command() {
        return GetMetadata.class;
    }

    @Override
    public Set<State> states() {
        return State.LOGGED_IN;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("METADATA");
    }

    @Override
    public Answer handle(GetMetadata command, ImapSession session) throws IOException {
        var annotations = session.services().annotations();
        var account = session.account();
        Map<String, byte[]> all;
        if (command.mailbox().isEmpty()) {
            all = annotations.ofServer(account);
        } else {
            var mailbox = session.mailboxes().find(command.mailbox());
            if (mailbox.isEmpty()) {
                return Answer.no(ResponseCode.NONEXISTENT, "There is no such mailbox");
            }
            all = annotations.ofMailbox(mailbox.get().account(), mailbox.get().id(), account);
        }
        var wanted = wanted(command, all);
        var limit = command.maxSize() == null ? Long.MAX_VALUE : command.maxSize();
        var longest = 0L;
        for (var value : wanted.values()) {
            longest = value != null && value.length > limit ? Math.max(longest, value.length) : longest;
        }
        wanted.values().removeIf(value -> value != null && value.length > limit);
        if (!wanted.isEmpty()) {
            write(command.mailbox(), wanted, session);
        }
        return longest > 0
                ? Answer.ok(ResponseCode.longEntries(longest), "Some values are longer than asked for")
                : Answer.ok("GETMETADATA completed");
    }

    private static TreeMap<String, byte @Nullable []> wanted(GetMetadata command, Map<String, byte[]> all) {
        var wanted = new TreeMap<String, byte @Nullable []>();
        for (var entry : command.entries()) {
            if (command.depth() == Depth.NONE) {
                wanted.put(entry, all.get(entry));
                continue;
            }
            all.forEach((name, value) -> {
                if (name.equals(entry)
                        || name.startsWith(entry + "/")
                                && (command.depth() == Depth.INFINITY || name.indexOf('/', entry.length() + 1) < 0)) {
                    wanted.put(name, value);
                }
            });
        }
        return wanted;
    }

    private static void write(String mailbox, Map<String, byte @Nullable []> values, ImapSession session)
            throws IOException {
        var out = session.out();
        out.raw("* METADATA ").mailbox(mailbox);
        var separator = " (";
        for (var each : values.entrySet()) {
            out.raw(separator).astring(each.getKey());
            var value = each.getValue();
            if (value == null) {
                out.space().nil();
            } else {
                out.space().binary(value, 0, value.length);
            }
            separator = " ";
        }
        out.raw(')').crlf();
    }
}
