package org.kantor.mail.imap;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.kantor.change.ChangeBus;
import org.kantor.change.Collection.Kind;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxStatus;
import org.kantor.mail.store.Right;
import org.kantor.mail.store.Sharing.Shared;
import org.kantor.mail.wire.imap.Command;
import org.kantor.mail.wire.imap.Create;
import org.kantor.mail.wire.imap.Delete;
import org.kantor.mail.wire.imap.FetchItem;
import org.kantor.mail.wire.imap.List.Return;
import org.kantor.mail.wire.imap.MailboxFilter;
import org.kantor.mail.wire.imap.Notify;
import org.kantor.mail.wire.imap.Notify.Group;
import org.kantor.mail.wire.imap.Rename;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.SetMetadata;
import org.kantor.mail.wire.imap.Status;
import org.kantor.mail.wire.imap.Subscribe;
import org.kantor.mail.wire.imap.Unsubscribe;

/**
 * What a session has asked to be told of (RFC 5465), and what its client knows of it: whenever something was heard of, that is compared with what there is now, and the
 * difference is told. Nothing can be lost that way, and what was heard meanwhile takes no room. Used by whoever has the session's turn; the change bus only notes
 * what is to be looked at.
 */
final class Notifications implements AutoCloseable, ImapSession.News {

    /** Names that are told at once; whoever missed so much is better off asking. */
    private static final int MOST_NAMES = 1_000;

    /**
     * How the client hears of the mailbox that it has selected.
     *
     * @param always whether that is while no command is in progress too
     * @param delayed whether removed messages wait for a command all the same
     * @param items what is told of a new message besides that it is there
     */
    record OfSelected(boolean messages, boolean flags, boolean always, boolean delayed, List<FetchItem> items) {

        /** What a session hears that has never asked, in answer to its commands (section 3.1). */
        static final OfSelected UNASKED = new OfSelected(true, true, false, true, List.of());

        private static final OfSelected NOTHING = new OfSelected(false, false, false, true, List.of());

        private static OfSelected of(List<Group> groups) {
            return groups.stream()
                    .filter(group ->
                            group.filter().isSelected() && !group.kinds().isEmpty())
                    .findFirst()
                    .map(group -> new OfSelected(
                            true,
                            group.kinds().contains(Notify.Kind.FLAG_CHANGE),
                            true,
                            group.filter().kind() == MailboxFilter.Kind.SELECTED_DELAYED,
                            group.events().stream()
                                    .flatMap(event -> event.items().stream())
                                    .distinct()
                                    .toList()))
                    .orElse(NOTHING);
        }
    }

    /** A mailbox that the client may know of. */
    private static final class Known {
        private final Mailbox mailbox;
        private final boolean readable;
        private final boolean subscribed;
        /** What the client knows, or knows because it did it itself; null where it is not told of messages. */
        private @Nullable MailboxStatus status;
        /** The change of the mailbox up to which all has been told. */
        private long told;

        Known(Mailbox mailbox, boolean readable, boolean subscribed) {
            this.mailbox = mailbox;
            this.readable = readable;
            this.subscribed = subscribed;
        }

        private String name() {
            return mailbox.name();
        }

        /** The client knows this from now on. */
        private void tell(MailboxStatus now) {
            status = now;
            told = now.modseq();
        }
    }

    /** The newest changes that were heard of; 0 for none. */
    private record Heard(long own, long others) {
        private Heard plus(Heard more) {
            return new Heard(Math.max(own, more.own), Math.max(others, more.others));
        }
    }

    private final ImapSession session;
    private final OfSelected ofSelected;
    private final MailboxFilters messages;
    private final MailboxFilters flags;
    private final MailboxFilters names;
    private final MailboxFilters subscriptions;
    private final MailboxFilters metadata;
    private final MailboxFilters any;
    private final boolean serverMetadata;
    private final boolean others;

    private final ChangeBus.@Nullable Subscription subscription;
    private final AtomicBoolean pushing = new AtomicBoolean();
    private final Map<Long, Heard> heard = new ConcurrentHashMap<>();
    private volatile boolean listStale;
    private volatile boolean serverStale;
    /** Mailboxes of whose messages the client is told, for the bus. */
    private volatile Set<Long> watched = Set.of();

    private Map<MailboxId, Known> known = Map.of();
    private Set<String> subscribed = Set.of();
    private Map<MailboxId, Map<String, String>> entries = Map.of();
    private Map<String, String> serverEntries = Map.of();
    /** What the client has done itself, and need not be told. */
    private final Set<String> mine = new HashSet<>();

    /** Listens from now on; {@link #begin} must follow. */
    Notifications(ImapSession session, List<Group> groups) {
        this.session = session;
        this.ofSelected = OfSelected.of(groups);
        this.messages = filters(groups, Notify.Kind.MESSAGE_NEW);
        this.flags = filters(groups, Notify.Kind.FLAG_CHANGE);
        this.names = filters(groups, Notify.Kind.MAILBOX_NAME);
        this.subscriptions = filters(groups, Notify.Kind.SUBSCRIPTION_CHANGE);
        this.metadata = filters(groups, Notify.Kind.MAILBOX_METADATA_CHANGE);
        this.serverMetadata =
                groups.stream().anyMatch(group -> group.kinds().contains(Notify.Kind.SERVER_METADATA_CHANGE));
        this.any = new MailboxFilters(groups.stream()
                .filter(group -> !group.kinds().isEmpty())
                .map(Group::filter)
                .toList());
        this.others = any.mayMeanOthers();
        var bus = session.services().bus();
        if (any.isEmpty()) {
            this.subscription = null;
        } else if (others || serverMetadata) {
            // rights are granted, and the server annotated, by accounts that nobody knows before
            this.subscription = bus.subscribe(this::hear);
        } else {
            this.subscription = bus.subscribe(session.account(), this::hear);
        }
    }

    private static MailboxFilters filters(List<Group> groups, Notify.Kind kind) {
        return new MailboxFilters(groups.stream()
                .filter(group -> group.kinds().contains(kind))
                .map(Group::filter)
                .toList());
    }

    OfSelected ofSelected() {
        return ofSelected;
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
    }

    // --- what the bus says, on any thread

    private void hear(ChangeBus.Notice notice) {
        var concerned = false;
        for (var collection : notice.collections()) {
            if (collection.kind() == Kind.SETTINGS) {
                serverStale |= serverMetadata;
                concerned |= serverMetadata;
            } else if (collection.kind() == Kind.MAILBOX && collection.id() == 0) {
                if (others || notice.account().equals(session.account())) {
                    listStale = true;
                    concerned = true;
                }
            } else if (collection.kind() == Kind.MAILBOX && watched.contains(collection.id())) {
                var own = notice.actor().session().equals(session.name());
                heard.merge(collection.id(), new Heard(own ? notice.seq() : 0, own ? 0 : notice.seq()), Heard::plus);
                concerned = true;
            }
        }
        if (concerned && pushing.compareAndSet(false, true)) {
            session.push(this);
        }
    }

    @Override
    public boolean take() {
        pushing.set(false);
        return session.isNotifiedBy(this);
    }

    // --- what the client is told

    /** Takes what there is for what the client knows. Refused LIMIT if it is too much. @param status whether it is told how the mailboxes are now */
    void begin(boolean status) throws IOException {
        if (any.isEmpty()) {
            return;
        }
        var now = read();
        var wanted = new ArrayList<Known>();
        known = now.known;
        subscribed = now.subscriptions;
        entries = now.entries;
        if (serverMetadata) {
            serverEntries = session.services().annotations().digestsOfServer(session.account());
        }
        for (var each : known.values()) {
            if (!each.readable && any.match(each.name(), each.subscribed)) {
                write(now.listing.line(each.name()), true, null);
            } else if (isWatched(each)) {
                wanted.add(each);
            }
        }
        watch(wanted);
        var statuses = statuses(wanted);
        for (var each : wanted) {
            var found = statuses.get(each.mailbox.id());
            if (found != null) {
                each.tell(found);
                if (status && !isSelected(each)) {
                    write(each, found, items(each, true, flagged(each)));
                }
            }
        }
    }

    /** Tells what is new. */
    @Override
    public void tell() throws IOException {
        try {
            if (serverStale) {
                serverStale = false;
                tellServerMetadata();
            }
            if (listStale) {
                listStale = false;
                tellNames();
            }
            if (!heard.isEmpty()) {
                tellMessages();
            }
        } catch (Refused e) {
            session.untagged("OK", ResponseCode.NOTIFICATION_OVERFLOW, "That was too much to be told of");
            session.notify(new Notifications(session, List.of()));
        }
    }

    /** What the client did in its last command: of that it is not told (section 5). */
    void did(Command command) {
        switch (command) {
            case Create(var name, var use) -> levels(name);
            case Delete(var name) -> levels(name);
            case Rename(var from, var to) -> {
                levels(from);
                levels(to);
            }
            case Subscribe(var name) -> mine.add(normal(name));
            case Unsubscribe(var name) -> mine.add(normal(name));
            case SetMetadata(var name, var values) ->
                values.forEach(each -> mine.add(normal(name) + '\0' + each.entry()));
            default -> {}
        }
    }

    private void levels(String name) {
        for (var level = normal(name); !level.isEmpty(); level = MailboxFilters.above(level)) {
            mine.add(level);
        }
    }

    private static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** The mailbox that was selected is one among others from now on; the client knows it as it was. */
    void deselected(SelectedMailbox mailbox) {
        var each = known.get(mailbox.mailbox().id());
        if (each != null && each.status != null) {
            var view = mailbox.view();
            var unseen = 0;
            for (var index = 0; index < view.size(); index++) {
                unseen += (view.flags(index) & Flags.SEEN) == 0 ? 1 : 0;
            }
            each.tell(new MailboxStatus(
                    mailbox.mailbox().id(), view.uidNext(), view.modseq(), view.size(), unseen, 0, 0, 0));
            heard.merge(mailbox.mailbox().id().value(), new Heard(0, view.modseq()), Heard::plus);
        }
    }

    // --- messages of mailboxes that are not selected

    private boolean isWatched(Known each) {
        return each.readable && messages.match(each.name(), each.subscribed);
    }

    private void watch(List<Known> wanted) {
        if (wanted.size() > session.services().limits().watched()) {
            throw new Refused(Refused.Code.LIMIT, "There are too many mailboxes");
        }
        var ids = new HashSet<Long>();
        wanted.forEach(each -> ids.add(each.mailbox.id().value()));
        watched = ids;
    }

    private boolean isSelected(Known each) {
        var selected = session.selectedOrNull();
        return selected != null && selected.mailbox().id().equals(each.mailbox.id());
    }

    /** The counters, for one mailbox or for several of an account in one query; without those that cannot be read any more. */
    private Map<MailboxId, MailboxStatus> statuses(List<Known> wanted) {
        var byOwner = new HashMap<AccountId, List<Known>>();
        wanted.forEach(each -> byOwner.computeIfAbsent(each.mailbox.account(), owner -> new ArrayList<>())
                .add(each));
        var statuses = new HashMap<MailboxId, MailboxStatus>();
        byOwner.forEach((owner, several) -> {
            var mailboxes = session.services().mailboxes();
            if (several.size() > 1) {
                statuses.putAll(mailboxes.statuses(owner));
                return;
            }
            var id = several.getFirst().mailbox.id();
            try {
                statuses.put(id, mailboxes.status(owner, id));
            } catch (Refused e) {
                // gone or not to be read any more: the list tells of that
                statuses.remove(id);
            }
        });
        return statuses;
    }

    private void tellMessages() throws IOException {
        var news = new LinkedHashMap<Known, Heard>();
        for (var id : List.copyOf(heard.keySet())) {
            var what = heard.remove(id);
            var each = known.get(new MailboxId(id));
            if (what != null && each != null && each.status != null && !isSelected(each)) {
                news.put(each, what);
            }
        }
        var statuses = statuses(List.copyOf(news.keySet()));
        for (var entry : news.entrySet()) {
            var now = statuses.get(entry.getKey().mailbox.id());
            if (now != null) {
                tellMessages(entry.getKey(), now, entry.getValue());
            }
        }
    }

    private void tellMessages(Known each, MailboxStatus now, Heard what) throws IOException {
        var before = Objects.requireNonNull(each.status);
        var silent = before.modseq() > each.told;
        if (what.others <= each.told && now.modseq() <= what.own) {
            // all of it is the client's own doing
            each.status = now;
            return;
        }
        var counts = before.uidNext() != now.uidNext() || before.messages() != now.messages();
        // somebody else's change may have been taken for part of the client's own, that came after it
        var hidden = silent && what.others > each.told && what.others <= before.modseq();
        var changed = flagged(each)
                && (before.unseen() != now.unseen()
                        || session.enabled(Extension.CONDSTORE) && now.modseq() > each.told);
        each.tell(now);
        if (counts || hidden) {
            write(each, now, items(each, true, session.enabled(Extension.CONDSTORE)));
        } else if (changed) {
            write(each, now, items(each, false, session.enabled(Extension.CONDSTORE)));
        }
    }

    private boolean flagged(Known each) {
        return flags.match(each.name(), each.subscribed);
    }

    /** @param counts whether messages have come or gone, rather than changed */
    private List<Status.Item> items(Known each, boolean counts, boolean modseq) {
        var items = new ArrayList<Status.Item>();
        if (counts) {
            items.add(Status.Item.MESSAGES);
            items.add(Status.Item.UIDNEXT);
        }
        items.add(Status.Item.UIDVALIDITY);
        if (flagged(each)) {
            items.add(Status.Item.UNSEEN);
        }
        if (modseq) {
            items.add(Status.Item.HIGHESTMODSEQ);
        }
        return items;
    }

    private void write(Known each, MailboxStatus status, List<Status.Item> items) throws IOException {
        StatusHandler.line(items, each.mailbox, status, session);
    }

    // --- names, rights, subscriptions and annotations

    private record Now(
            Map<MailboxId, Known> known,
            Set<String> subscriptions,
            Map<MailboxId, Map<String, String>> entries,
            Listing listing) {}

    private Now read() {
        var accessible = Accessible.of(session, others);
        var found = new LinkedHashMap<MailboxId, Known>();
        for (var each : accessible.mailboxes()) {
            found.put(
                    each.mailbox().id(),
                    new Known(each.mailbox(), each.rights().has(Right.READ), accessible.isSubscribed(each.mailbox())));
        }
        var command = new org.kantor.mail.wire.imap.List(
                true,
                Set.of(),
                "",
                List.of("*"),
                Set.of(Return.CHILDREN, Return.SPECIAL_USE, Return.SUBSCRIBED),
                List.of());
        var listing = new Listing(
                command, accessible.mailboxes().stream().map(Shared::mailbox).toList(), accessible.subscriptions());
        return new Now(found, accessible.subscriptions(), entries(found), listing);
    }

    private Map<MailboxId, Map<String, String>> entries(Map<MailboxId, Known> found) {
        var all = new HashMap<MailboxId, Map<String, String>>();
        if (!metadata.isEmpty()) {
            found.values().stream()
                    .filter(each -> each.readable && metadata.match(each.name(), each.subscribed))
                    .map(each -> each.mailbox.account())
                    .distinct()
                    .forEach(
                            owner -> all.putAll(session.services().annotations().digests(owner, session.account())));
        }
        return all;
    }

    private void tellNames() throws IOException {
        var before = known;
        var now = read();
        var lines = new LinkedHashMap<String, @Nullable String>();
        var renamed = new HashMap<String, String>();
        var fresh = new ArrayList<Known>();
        now.known.forEach((id, each) -> {
            var old = before.get(id);
            if (old == null) {
                affected(each.name(), each.subscribed, lines);
            } else if (!old.name().equals(each.name())) {
                renamed.put(old.name(), each.name());
            } else if (old.readable != each.readable && any.match(each.name(), each.subscribed)) {
                lines.put(each.name(), null);
            }
            if (isWatched(each)) {
                if (old != null && old.status != null) {
                    each.status = old.status;
                    each.told = old.told;
                } else {
                    fresh.add(each);
                }
            }
        });
        before.forEach((id, old) -> {
            if (!now.known.containsKey(id)) {
                affected(old.name(), old.subscribed, lines);
                if (!lines.containsKey(old.name()) && isOthers(old) && any.match(old.name(), old.subscribed)) {
                    lines.put(old.name(), null);
                }
            }
        });
        tellRenamed(renamed, now, lines);
        tellSubscribed(now, lines);
        mine.stream().filter(name -> name.indexOf('\0') < 0).forEach(lines::remove);
        if (lines.size() > MOST_NAMES) {
            throw new Refused(Refused.Code.LIMIT, "There are too many names");
        }
        known = now.known;
        subscribed = now.subscriptions;
        watch(known.values().stream().filter(this::isWatched).toList());
        var readable = new HashMap<String, Boolean>();
        known.values().forEach(each -> readable.put(each.name(), each.readable));
        var gone = new HashSet<String>();
        before.values().stream()
                .filter(old -> isOthers(old) && !names.match(old.name(), old.subscribed))
                .forEach(old -> gone.add(old.name()));
        for (var line : lines.entrySet()) {
            var name = line.getKey();
            var noAccess = readable.containsKey(name) ? !readable.get(name) : gone.contains(name);
            write(now.listing.line(name), noAccess, line.getValue());
        }
        tellFresh(fresh);
        tellMetadata(before, now);
        mine.clear();
    }

    private boolean isOthers(Known each) {
        return !each.mailbox.account().equals(session.account());
    }

    /** A mailbox came or went: its name and the one above are told (section 5.4). */
    private void affected(String name, boolean isSubscribed, Map<String, @Nullable String> lines) {
        if (mine.contains(name)) {
            return;
        }
        if (names.match(name, isSubscribed)) {
            lines.put(name, null);
        }
        var above = MailboxFilters.above(name);
        if (!above.isEmpty() && names.match(above, subscribed.contains(above))) {
            lines.putIfAbsent(above, null);
        }
    }

    /** Of a tree only its top. */
    private void tellRenamed(Map<String, String> renamed, Now now, Map<String, @Nullable String> lines) {
        renamed.forEach((from, to) -> {
            var above = renamed.get(MailboxFilters.above(from));
            var below = from.substring(from.lastIndexOf('/') + 1);
            if (above != null && to.equals(above + "/" + below)) {
                return;
            }
            if (names.match(to, now.subscriptions.contains(to)) || names.match(from, subscribed.contains(from))) {
                lines.put(to, from);
            }
        });
    }

    private void tellSubscribed(Now now, Map<String, @Nullable String> lines) {
        var different = new TreeSet<>(subscribed);
        different.addAll(now.subscriptions);
        different.removeIf(name -> subscribed.contains(name) && now.subscriptions.contains(name));
        for (var name : different) {
            if (subscriptions.match(name, true)) {
                lines.putIfAbsent(name, null);
            }
        }
    }

    private void write(Listing.Line line, boolean noAccess, @Nullable String oldName) throws IOException {
        var attributes = new ArrayList<>(line.attributes());
        if (noAccess) {
            attributes.add("\\NoAccess");
        }
        var out = session.out();
        ListHandler.line(out, "LIST", attributes, line.name());
        if (oldName != null) {
            out.raw(" (\"OLDNAME\" (").mailbox(oldName).raw("))");
        }
        out.crlf();
    }

    /** What a client is told of from now on it does not know yet. */
    private void tellFresh(List<Known> fresh) throws IOException {
        var statuses = statuses(fresh);
        for (var each : fresh) {
            var now = statuses.get(each.mailbox.id());
            if (now != null) {
                each.tell(now);
                if (!isSelected(each) && (now.messages() > 0 || !mine.contains(each.name()))) {
                    write(each, now, items(each, true, session.enabled(Extension.CONDSTORE)));
                }
            }
        }
    }

    private void tellMetadata(Map<MailboxId, Known> before, Now now) throws IOException {
        for (var each : now.known.values()) {
            if (each.readable
                    && before.containsKey(each.mailbox.id())
                    && metadata.match(each.name(), each.subscribed)) {
                var changed = different(
                        entries.getOrDefault(each.mailbox.id(), Map.of()),
                        now.entries.getOrDefault(each.mailbox.id(), Map.of()));
                writeMetadata(each.name(), changed);
            }
        }
        entries = now.entries;
    }

    private void tellServerMetadata() throws IOException {
        var now = session.services().annotations().digestsOfServer(session.account());
        var changed = different(serverEntries, now);
        serverEntries = now;
        writeMetadata("", changed);
        mine.removeIf(name -> name.indexOf('\0') == 0);
    }

    private static Set<String> different(Map<String, String> before, Map<String, String> now) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        return new LinkedHashSet<>(names);
    }

    /** RFC 5464 section 4.4.2. */
    private void writeMetadata(String mailbox, Set<String> changed) throws IOException {
        changed.removeIf(entry -> mine.contains(mailbox + '\0' + entry));
        if (changed.isEmpty()) {
            return;
        }
        var out = session.out();
        out.raw("* METADATA ").mailbox(mailbox);
        for (var entry : changed) {
            out.space().astring(entry);
        }
        out.crlf();
    }
}
