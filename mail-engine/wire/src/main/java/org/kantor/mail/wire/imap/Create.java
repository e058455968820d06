package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.List;

/**
 * CREATE (RFC 3501 section 6.3.3): makes a mailbox. A hierarchy separator at the end is kept: it says that inferiors will follow.
 *
 * @param uses the special uses it shall have (RFC 6154 section 3), as written, each with its backslash
 */
public record Create(String mailbox, List<String> uses) implements Command {

    static final String VERB = "CREATE";

    public Create {
        uses = List.copyOf(uses);
    }

    static Create parse(Parser in) {
        in.space();
        var mailbox = in.mailbox();
        var uses = new ArrayList<String>();
        if (in.accept(' ')) {
            in.list(() -> {
                if (!in.keyword().equals("USE")) {
                    throw new ImapSyntaxException("CREATE does not know this parameter");
                }
                in.space();
                return in.listOrNothing(() -> uses.add(use(in)));
            });
        }
        in.end();
        return new Create(mailbox, uses);
    }

    private static String use(Parser in) {
        in.expect('\\');
        return "\\" + in.atom();
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space().mailbox(mailbox);
        if (!uses.isEmpty()) {
            out.raw(" (USE (" + String.join(" ", uses) + "))");
        }
    }
}
