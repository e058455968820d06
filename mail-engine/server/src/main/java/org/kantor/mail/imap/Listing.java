package org.kantor.mail.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.wire.imap.List.Return;
import org.kantor.mail.wire.imap.List.Selection;

/**
 * Which names a LIST answers, and with what (RFC 5258). Names are those of mailboxes and of the levels above them that are no mailboxes; where
 * subscriptions are asked for, theirs too.
 */
final class Listing {

    /**
     * A response.
     *
     * @param mailbox null for a name that there is no mailbox of
     * @param inferiors the selection options that mailboxes below the name fulfil (CHILDINFO); empty unless asked for
     */
    record Line(String name, @Nullable Mailbox mailbox, List<String> attributes, List<String> inferiors) {}

    private static final Comparator<String> INBOX_FIRST =
            Comparator.comparing((String name) -> !name.equals("INBOX")).thenComparing(Comparator.naturalOrder());

    private final org.kantor.mail.wire.imap.List command;
    private final TreeMap<String, @Nullable Mailbox> names = new TreeMap<>(INBOX_FIRST);
    private final Set<String> parents;
    private final Set<String> subscriptions;

    /** @param subscriptions may be empty unless the command selects by them */
    Listing(org.kantor.mail.wire.imap.List command, Collection<Mailbox> mailboxes, Collection<String> subscriptions) {
        this.command = command;
        this.subscriptions = new HashSet<>(subscriptions);
        this.parents = above(mailboxes.stream().map(Mailbox::name).toList());
        for (var mailbox : mailboxes) {
            names.put(mailbox.name(), mailbox);
            if (mailbox.subscribed()) {
                this.subscriptions.add(mailbox.name());
            }
        }
        parents.forEach(name -> names.putIfAbsent(name, null));
        if (command.selection().contains(Selection.SUBSCRIBED)) {
            subscriptions.forEach(name -> names.putIfAbsent(name, null));
            above(subscriptions).forEach(name -> names.putIfAbsent(name, null));
        }
    }

    /** The levels above these names. */
    private static Set<String> above(Collection<String> names) {
        var above = new HashSet<String>();
        for (var name : names) {
            for (var at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
                if (!above.add(name.substring(0, at))) {
                    break;
                }
            }
        }
        return above;
    }

    /** The responses, INBOX first, each name once. */
    List<Line> lines() {
        var patterns = command.patterns().stream()
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> new MailboxPattern(command.reference(), pattern))
                .toList();
        var withInferiors = command.selection().contains(Selection.RECURSIVEMATCH)
                ? above(names.keySet().stream().filter(this::isSelected).toList())
                : Set.<String>of();
        var fulfilled = command.selection().stream()
                .filter(option -> option == Selection.SUBSCRIBED || option == Selection.SPECIAL_USE)
                .sorted()
                .map(Selection::text)
                .toList();
        var lines = new ArrayList<Line>();
        names.forEach((name, mailbox) -> {
            var inferiors = withInferiors.contains(name);
            if ((inferiors || isSelected(name)) && patterns.stream().anyMatch(pattern -> pattern.matches(name))) {
                lines.add(new Line(name, mailbox, attributes(name, mailbox), inferiors ? fulfilled : List.of()));
            }
        });
        return lines;
    }

    /** The response for one name, of a mailbox or not, whatever the command selects. */
    Line line(String name) {
        var mailbox = names.get(name);
        return new Line(name, mailbox, attributes(name, mailbox), List.of());
    }

    private boolean isSelected(String name) {
        var mailbox = names.get(name);
        var selection = command.selection();
        return (!selection.contains(Selection.SUBSCRIBED) || subscriptions.contains(name))
                && (!selection.contains(Selection.SPECIAL_USE) || mailbox != null && mailbox.use() != null);
    }

    /** Without options, what clients of RFC 3348 and RFC 6154 expect; else what is asked for, and what a selection option implies. */
    private List<String> attributes(String name, @Nullable Mailbox mailbox) {
        var attributes = new ArrayList<String>();
        if (mailbox == null) {
            attributes.add("\\NonExistent");
            attributes.add("\\Noselect");
        }
        if (asked(Return.SUBSCRIBED, Selection.SUBSCRIBED) && subscriptions.contains(name)) {
            attributes.add("\\Subscribed");
        }
        if (!command.extended() || command.returns().contains(Return.CHILDREN)) {
            attributes.add(parents.contains(name) ? "\\HasChildren" : "\\HasNoChildren");
        }
        if (mailbox != null
                && mailbox.use() != null
                && (!command.extended() || asked(Return.SPECIAL_USE, Selection.SPECIAL_USE))) {
            attributes.add(mailbox.use().attribute());
        }
        return attributes;
    }

    private boolean asked(Return option, Selection selection) {
        return command.returns().contains(option) || command.selection().contains(selection);
    }
}
