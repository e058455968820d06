package org.kantor.mail.imap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kantor.mail.wire.imap.MailboxFilter;
import org.kantor.mail.wire.imap.MailboxFilter.Kind;

/**
 * Choices of mailboxes by name (RFC 5465 section 6, RFC 7377 section 2.2), but for the selected one. Any mailbox may be one that mail is delivered to, so that {@code inboxes}
 * means what {@code personal} does (RFC 5465 section 6.3).
 */
final class MailboxFilters {

    private record Choice(Kind kind, Set<String> names) {

        /** All is below the name that has no level. */
        boolean isAll() {
            return kind == Kind.SUBTREE && names.contains("");
        }
    }

    private final List<Choice> choices = new ArrayList<>();

    MailboxFilters(List<MailboxFilter> filters) {
        for (var filter : filters) {
            if (!filter.isSelected()) {
                choices.add(new Choice(filter.kind(), new HashSet<>(filter.mailboxes())));
            }
        }
    }

    boolean match(String name, boolean subscribed) {
        return choices.stream().anyMatch(choice -> matches(choice, name, subscribed));
    }

    private static boolean matches(Choice choice, String name, boolean subscribed) {
        return switch (choice.kind) {
            case SELECTED, SELECTED_DELAYED -> false;
            case INBOXES, PERSONAL -> !Namespaces.isOthers(name);
            case SUBSCRIBED -> subscribed;
            case MAILBOXES -> choice.names.contains(name);
            case SUBTREE_ONE -> choice.names.contains(name) || choice.names.contains(above(name));
            case SUBTREE -> {
                if (choice.isAll()) {
                    yield true;
                }
                for (var level = name; !level.isEmpty(); level = above(level)) {
                    if (choice.names.contains(level)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    /** The name one level up; empty for one on the first. */
    static String above(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /** Whether somebody else's mailboxes may be among them. */
    boolean mayMeanOthers() {
        return choices.stream()
                .anyMatch(choice -> choice.kind == Kind.SUBSCRIBED
                        || choice.isAll()
                        || choice.names.stream().anyMatch(name -> Namespaces.isBelow(name)));
    }

    boolean isEmpty() {
        return choices.isEmpty();
    }

    /** Those that are named one by one. */
    List<String> named() {
        return choices.stream()
                .filter(choice -> choice.kind == Kind.MAILBOXES)
                .flatMap(choice -> choice.names.stream())
                .toList();
    }
}
