package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * LIST (RFC 3501 section 6.3.8, RFC 5258): names the mailboxes that match one of the patterns, taken from a reference; all in Unicode.
 *
 * @param extended whether it was written in a form that RFC 5258 brought, in which only what is asked for is answered
 * @param selection which names
 * @param returns what of them
 * @param status of each mailbox besides (RFC 5819); empty for nothing
 */
public record List(
        boolean extended,
        Set<Selection> selection,
        String reference,
        java.util.List<String> patterns,
        Set<Return> returns,
        java.util.List<Status.Item> status)
        implements Command {

    static final String VERB = "LIST";

    /** Patterns of one command; each name is compared with each. */
    private static final int MAX_PATTERNS = 100;

    /** Selection options (RFC 5258 section 3.1, RFC 6154 section 2). */
    public enum Selection {
        RECURSIVEMATCH,
        REMOTE,
        SPECIAL_USE,
        SUBSCRIBED;

        private final String text = name().replace('_', '-');

        public String text() {
            return text;
        }
    }

    /** Return options without arguments (RFC 5258 section 3.2, RFC 6154 section 2, RFC 8440). */
    public enum Return {
        CHILDREN,
        MYRIGHTS,
        SPECIAL_USE,
        SUBSCRIBED;

        private final String text = name().replace('_', '-');
    }

    public List {
        selection = Set.copyOf(selection);
        patterns = java.util.List.copyOf(patterns);
        returns = Set.copyOf(returns);
        status = java.util.List.copyOf(status);
    }

    static List parse(Parser in) {
        in.space();
        var selection = EnumSet.noneOf(Selection.class);
        var extended = in.sees('(');
        if (extended) {
            in.listOrNothing(() -> selection.add(selection(in.keyword())));
            in.space();
        }
        var reference = in.mailboxText(in.astring());
        in.space();
        var patterns = new ArrayList<String>();
        if (in.sees('(')) {
            extended = true;
            in.list(() -> patterns.add(in.listMailbox()));
        } else {
            patterns.add(in.listMailbox());
        }
        var returns = EnumSet.noneOf(Return.class);
        var status = new ArrayList<Status.Item>();
        if (in.accept(' ')) {
            extended = true;
            if (!in.keyword().equals("RETURN")) {
                throw new ImapSyntaxException("LIST does not know this argument");
            }
            in.space();
            in.listOrNothing(() -> addReturn(in, returns, status));
        }
        in.end();
        check(selection, patterns);
        return new List(extended, selection, reference, patterns, returns, status);
    }

    /** RFC 5258 section 3.1: RECURSIVEMATCH changes what another option selects. */
    private static void check(Set<Selection> selection, java.util.List<String> patterns) {
        if (selection.contains(Selection.RECURSIVEMATCH)
                && !selection.contains(Selection.SUBSCRIBED)
                && !selection.contains(Selection.SPECIAL_USE)) {
            throw new ImapSyntaxException("RECURSIVEMATCH needs another selection option");
        }
        if (patterns.size() > MAX_PATTERNS) {
            throw new ImapSyntaxException("LIST has too many patterns");
        }
    }

    private static Selection selection(String name) {
        for (var option : Selection.values()) {
            if (option.text.equals(name)) {
                return option;
            }
        }
        throw new ImapSyntaxException("LIST does not know this selection option");
    }

    private static boolean addReturn(Parser in, Set<Return> returns, java.util.List<Status.Item> status) {
        var name = in.keyword();
        if (name.equals(Status.VERB)) {
            in.space();
            status.clear();
            return status.addAll(Status.items(in));
        }
        for (var option : Return.values()) {
            if (option.text.equals(name)) {
                return returns.add(option);
            }
        }
        throw new ImapSyntaxException("LIST does not know this return option");
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space();
        if (extended) {
            out.raw(selection.stream().sorted().map(Selection::text).collect(Collectors.joining(" ", "(", ") ")));
        }
        out.mailbox(reference).space();
        if (patterns.size() == 1) {
            out.mailbox(patterns.getFirst());
        } else {
            var separator = "(";
            for (var pattern : patterns) {
                out.raw(separator).mailbox(pattern);
                separator = " ";
            }
            out.raw(")");
        }
        if (extended) {
            var options = new ArrayList<String>();
            returns.stream().sorted().forEach(option -> options.add(option.text));
            if (!status.isEmpty()) {
                options.add(Status.VERB + " " + Status.text(status));
            }
            out.raw(" RETURN (" + String.join(" ", options) + ")");
        }
    }
}
