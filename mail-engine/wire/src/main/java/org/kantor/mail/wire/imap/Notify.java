package org.kantor.mail.wire.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * NOTIFY (RFC 5465): says what the client wants to be told of while no command is in progress, instead of what it said before.
 *
 * @param status whether the counters of the mailboxes are told at once
 * @param groups none for NOTIFY NONE
 */
public record Notify(boolean status, List<Group> groups) implements Command {

    static final String VERB = "NOTIFY";

    private static final Set<MailboxFilter.Kind> KINDS =
            EnumSet.complementOf(EnumSet.of(MailboxFilter.Kind.SUBTREE_ONE));

    /** More groups or events than this are no client's. */
    private static final int MOST = 100;

    /** What can happen (section 5). */
    public enum Kind {
        MESSAGE_NEW("MessageNew"),
        MESSAGE_EXPUNGE("MessageExpunge"),
        FLAG_CHANGE("FlagChange"),
        ANNOTATION_CHANGE("AnnotationChange"),
        MAILBOX_NAME("MailboxName"),
        SUBSCRIPTION_CHANGE("SubscriptionChange"),
        MAILBOX_METADATA_CHANGE("MailboxMetadataChange"),
        SERVER_METADATA_CHANGE("ServerMetadataChange");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As it stands on the wire. */
        public String text() {
            return text;
        }

        private static Optional<Kind> of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equalsIgnoreCase(text))
                    .findFirst();
        }

        private boolean isOfMessages() {
            return compareTo(ANNOTATION_CHANGE) <= 0;
        }
    }

    /**
     * An event.
     *
     * @param name in the RFC's spelling if it is one of its events, else as written
     * @param items what is to be told of a new message besides that it is there
     */
    public record Event(String name, List<FetchItem> items) {

        public Event {
            items = List.copyOf(items);
        }

        /** Empty for an event that no RFC told us of. */
        public Optional<Kind> kind() {
            return Kind.of(name);
        }
    }

    /** Some mailboxes, and what of them. @param events none for NONE */
    public record Group(MailboxFilter filter, List<Event> events) {

        public Group {
            events = List.copyOf(events);
        }

        /** The events that are known. */
        public Set<Kind> kinds() {
            return events.stream().flatMap(event -> event.kind().stream()).collect(Collectors.toSet());
        }

        private void check() {
            var kinds = kinds();
            if (filter.isSelected() && !kinds.stream().allMatch(Kind::isOfMessages)) {
                throw new ImapSyntaxException("Of the selected mailbox only its messages are told of");
            }
            if (!filter.isSelected()
                    && events.stream().anyMatch(event -> !event.items().isEmpty())) {
                throw new ImapSyntaxException("Data of new messages is told of the selected mailbox only");
            }
            // section 5: others would make no sense of the numbers
            if (kinds.stream().anyMatch(Kind::isOfMessages)
                    && !kinds.containsAll(EnumSet.of(Kind.MESSAGE_NEW, Kind.MESSAGE_EXPUNGE))) {
                throw new ImapSyntaxException("MessageNew and MessageExpunge belong together");
            }
        }
    }

    public Notify {
        groups = List.copyOf(groups);
    }

    static Notify parse(Parser in) {
        in.space();
        var name = in.keyword();
        if (name.equals("NONE")) {
            in.end();
            return new Notify(false, List.of());
        }
        if (!name.equals("SET")) {
            throw new ImapSyntaxException("NOTIFY sets something or NONE");
        }
        in.space();
        var status = in.sees("STATUS ");
        if (status) {
            in.keyword();
            in.space();
        }
        var groups = new ArrayList<Group>();
        do {
            groups.add(group(in));
        } while (in.accept(' '));
        in.end();
        if (groups.size() > MOST) {
            throw new ImapSyntaxException("NOTIFY has too many groups");
        }
        if (groups.stream().filter(group -> group.filter().isSelected()).count() > 1) {
            throw new ImapSyntaxException("The selected mailbox is named twice");
        }
        return new Notify(status, groups);
    }

    private static Group group(Parser in) {
        in.expect('(');
        var filter = MailboxFilter.parse(in, KINDS);
        in.space();
        var events = List.<Event>of();
        if (in.sees('(')) {
            events = in.list(() -> event(in));
        } else if (!in.keyword().equals("NONE")) {
            throw new ImapSyntaxException("Events stand in parentheses");
        }
        in.expect(')');
        if (events.size() > MOST) {
            throw new ImapSyntaxException("NOTIFY has too many events");
        }
        var group = new Group(filter, events);
        group.check();
        return group;
    }

    private static Event event(Parser in) {
        var name = in.atom();
        var kind = Kind.of(name);
        var items = List.<FetchItem>of();
        if (kind.filter(Kind.MESSAGE_NEW::equals).isPresent() && in.sees(" (")) {
            in.space();
            items = Fetch.items(in);
        }
        return new Event(kind.map(Kind::text).orElse(name), items);
    }

    @Override
    public void write(CommandWriter out) {
        out.raw(VERB).space();
        if (groups.isEmpty()) {
            out.raw("NONE");
            return;
        }
        out.raw(status ? "SET STATUS" : "SET");
        for (var group : groups) {
            out.raw(" (");
            group.filter().write(out);
            out.raw(
                    group.events().isEmpty()
                            ? " NONE)"
                            : group.events().stream().map(Notify::text).collect(Collectors.joining(" ", " (", "))")));
        }
    }

    private static String text(Event event) {
        return event.items().isEmpty()
                ? event.name()
                : event.items().stream()
                        .map(FetchItem::text)
                        .collect(Collectors.joining(" ", event.name() + " (", ")"));
    }
}
