package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.session.ContentsAhead;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.Messages.StoredMessage;
import org.kantor.mail.store.Right;
import org.kantor.mail.wire.imap.Fetch;
import org.kantor.mail.wire.imap.FetchItem;
import org.kantor.mail.wire.imap.FetchItem.Data;
import org.kantor.mail.wire.imap.ImapDate;
import org.kantor.mail.wire.imap.ImapSyntaxException;
import org.kantor.mail.wire.imap.ResponseCode;
import org.kantor.mail.wire.imap.ResponseWriter;
import org.kantor.mail.wire.imap.StructureWriter;
import org.kantor.mail.wire.mime.BodyPart;

/**
 * FETCH and UID FETCH (RFC 3501 sections 6.4.5 and 6.4.8), with change numbers (RFC 7162), parts without their encoding (RFC 3516), dates of saving (RFC
 * 8514) and previews (RFC 8970), which are made at delivery, so that the lazy client gets them as well. Flags, UIDs, sizes and dates come from the view; envelopes and structures as they were parsed at
 * delivery, in batches; sections are cut out of the content. What a message's line needs is read before the line begins, so
 * that a failure never leaves half a line.
 */
final class FetchHandler implements Handler<Fetch> {

    /** Messages whose parsed form is read together. */
    private static final int BATCH = 500;

    @Override
    public Class<Fetch> command() {
        return Fetch.class;
    }

    @Override
    public Set<State> states() {
        return State.WITH_MAILBOX;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("CONDSTORE", "BINARY", "PREVIEW", "SAVEDATE");
    }

    @Override
    public News news(Fetch command) {
        return command.hasNumbers() ? News.WITHOUT_EXPUNGE : News.ALL;
    }

    @Override
    public Answer handle(Fetch command, ImapSession session) throws IOException {
        var selected = session.selected();
        var indexes = selected.indexes(command.messages(), command.uid());
        var items = command.items();
        var partial = command.modifiers().partial();
        if (partial != null) {
            indexes = Arrays.copyOfRange(indexes, partial.from(indexes.length), partial.to(indexes.length));
        }
        var since = command.modifiers().changedSince();
        if (since != null) {
            indexes = changed(indexes, since, selected);
            items = with(items, Data.MODSEQ);
            if (command.modifiers().vanished()) {
                if (!session.enabled(Extension.QRESYNC)) {
                    throw new ImapSyntaxException("QRESYNC must be enabled first");
                }
                selected.tellVanished(session.out(), since, Vanished.among(selected.view(), command.messages()));
            }
        }
        if (items.contains(Data.MODSEQ)) {
            session.enable(Extension.CONDSTORE);
        }
        if (!selected.readOnly()
                && selected.rights().has(Right.SEEN)
                && items.stream().anyMatch(FetchHandler::marksSeen)
                && markSeen(indexes, selected, session)) {
            items = with(items, Data.FLAGS);
            items = session.enabled(Extension.CONDSTORE) ? with(items, Data.MODSEQ) : items;
        }
        var lines = new Lines(indexes, items, command.uid(), session);
        for (var from = 0; from < indexes.length; from += BATCH) {
            session.progress().at(from, indexes.length);
            lines.write(from, Math.min(from + BATCH, indexes.length));
        }
        if (lines.damaged) {
            return Answer.no(ResponseCode.CORRUPTION, "A message is damaged; the others are there");
        }
        if (lines.encodingUnknown) {
            return Answer.no(ResponseCode.UNKNOWN_CTE, "A part has an encoding that is not known");
        }
        return lines.gone
                ? Answer.no(ResponseCode.EXPUNGE_ISSUED, "Some messages are gone")
                : Answer.ok(command.uid() ? "UID FETCH completed" : "FETCH completed");
    }

    /** Tells of messages without having been asked now (RFC 5465 section 5.2); none is marked as seen by that. */
    static void tell(int[] indexes, List<FetchItem> wanted, ImapSession session) throws IOException {
        var items = wanted;
        if (session.enabled(Extension.QRESYNC) && !session.enabled(Extension.UIDONLY)) {
            items = with(items, Data.UID);
        }
        if (session.enabled(Extension.CONDSTORE) && items.contains(Data.FLAGS)) {
            items = with(items, Data.MODSEQ);
        }
        var lines = new Lines(indexes, items, false, session);
        for (var from = 0; from < indexes.length; from += BATCH) {
            lines.write(from, Math.min(from + BATCH, indexes.length));
        }
    }

    /** Those that were changed after that. */
    private static int[] changed(int[] indexes, long since, SelectedMailbox selected) {
        var view = selected.view();
        return Arrays.stream(indexes)
                .filter(index -> view.modseq(index) > since)
                .toArray();
    }

    private static List<FetchItem> with(List<FetchItem> items, Data item) {
        return Stream.concat(items.stream(), Stream.of(item)).distinct().toList();
    }

    private static boolean marksSeen(FetchItem item) {
        return item instanceof FetchItem.Section section && !section.peek()
                || item instanceof FetchItem.Binary binary && !binary.peek()
                || item == Data.RFC822
                || item == Data.RFC822_TEXT;
    }

    /** Sets \Seen where it is not; the flags are part of the answer then. */
    private static boolean markSeen(int[] indexes, SelectedMailbox selected, ImapSession session) throws IOException {
        var view = selected.view();
        var unseen = Arrays.stream(indexes)
                .filter(index -> (view.flags(index) & Flags.SEEN) == 0)
                .mapToLong(view::uid)
                .toArray();
        if (unseen.length == 0) {
            return false;
        }
        var change = FlagChange.add(Flags.SEEN);
        var stored = session.services()
                .messages()
                .store(selected.account(), selected.mailbox().id(), unseen, change, Long.MAX_VALUE, session.actor());
        selected.heard(stored.modseq());
        selected.advance(session.out(), false, new KnownMessages.Own(unseen, change, KnownMessages.Own.Hears.NOTHING));
        return true;
    }

    /** Writes the lines of one FETCH. */
    private static final class Lines {

        private final int[] indexes;
        private final ContentsAhead contents;
        private final FetchItem[] items;
        /** The items' names in the answer, each with the spaces around it. */
        private final String[] names;

        private final boolean uidToo;
        private final ImapSession session;
        private final SelectedMailbox selected;
        private final ResponseWriter out;
        private final boolean needsStored;
        private final boolean needsContent;
        private final boolean needsSaveDate;
        private final boolean needsThread;
        private boolean gone;
        private boolean encodingUnknown;
        private boolean damaged;

        Lines(int[] indexes, List<FetchItem> items, boolean uid, ImapSession session) {
            this.indexes = indexes;
            this.contents = session.selected().contents(indexes);
            this.items = items.toArray(FetchItem[]::new);
            this.names = names(items);
            this.uidToo = uid && !items.contains(Data.UID) && !session.enabled(Extension.UIDONLY);
            this.session = session;
            this.selected = session.selected();
            this.out = session.out();
            this.needsContent = items.stream().anyMatch(Lines::needsContent);
            this.needsSaveDate = items.contains(Data.SAVEDATE);
            this.needsThread = items.contains(Data.THREADID);
            this.needsStored = items.stream().anyMatch(Lines::needsStored);
        }

        private static String[] names(List<FetchItem> items) {
            var names = new String[items.size()];
            for (var i = 0; i < names.length; i++) {
                names[i] = (i == 0 ? "" : " ") + items.get(i).answer() + " ";
            }
            return names;
        }

        private static boolean needsContent(FetchItem item) {
            return item instanceof FetchItem.Section
                    || item instanceof FetchItem.Binary
                    || item instanceof FetchItem.BinarySize
                    || item == Data.RFC822
                    || item == Data.RFC822_HEADER
                    || item == Data.RFC822_TEXT;
        }

        /** All but the plain octets of the message. */
        private static boolean needsStored(FetchItem item) {
            return switch (item) {
                case FetchItem.Section section ->
                    section.kind() != FetchItem.Kind.ALL || !section.path().isEmpty();
                case FetchItem.Binary binary -> true;
                case FetchItem.BinarySize size -> true;
                case FetchItem.Preview preview -> true;
                case Data data ->
                    switch (data) {
                        case BODY, BODYSTRUCTURE, ENVELOPE, RFC822_HEADER, RFC822_TEXT -> true;
                        case EMAILID, FLAGS, INTERNALDATE, MODSEQ, RFC822, RFC822_SIZE, SAVEDATE, THREADID, UID ->
                            false;
                    };
            };
        }

        void write(int from, int to) throws IOException {
            var view = selected.view();
            var stored = List.<StoredMessage>of();
            if (needsStored) {
                var messages = new long[to - from];
                for (var i = 0; i < messages.length; i++) {
                    messages[i] = view.message(indexes[from + i]);
                }
                stored = session.services().messages().stored(selected.account(), messages);
            }
            var saveDates = needsSaveDate
                    ? selected.saveDates(java.util.Arrays.copyOfRange(indexes, from, to))
                    : new long[to - from];
            var threads = needsThread
                    ? selected.threads(java.util.Arrays.copyOfRange(indexes, from, to))
                    : new long[to - from];
            var next = 0;
            for (var i = from; i < to; i++) {
                StoredMessage parsed = null;
                if (needsStored) {
                    if (next == stored.size() || stored.get(next).message() != view.message(indexes[i])) {
                        gone = true;
                        continue;
                    }
                    parsed = stored.get(next++);
                }
                write(i, parsed, saveDates[i - from], threads[i - from]);
            }
        }

        private boolean isDecodable(BodyPart structure) {
            for (var item : items) {
                if (item instanceof FetchItem.Binary binary && !Sections.isDecodable(structure, binary.path())
                        || item instanceof FetchItem.BinarySize size && !Sections.isDecodable(structure, size.path())) {
                    return false;
                }
            }
            return true;
        }

        private void write(int position, @Nullable StoredMessage parsed, long saveDate, long thread)
                throws IOException {
            if (parsed != null && !isDecodable(parsed.parsed().structure())) {
                encodingUnknown = true;
                return;
            }
            var content = needsContent ? contents.at(position) : null;
            if (needsContent && content == null) {
                var damage = contents.damage(position);
                if (damage == null) {
                    gone = true;
                } else {
                    damaged = true;
                    ImapLog.LOG.damaged(session.name(), selected.view().uid(indexes[position]), damage);
                }
                return;
            }
            var index = indexes[position];
            selected.beginFetch(out, index);
            if (uidToo) {
                out.raw("UID ").number(selected.view().uid(index)).space();
            }
            for (var i = 0; i < items.length; i++) {
                out.raw(names[i]);
                switch (items[i]) {
                    case FetchItem.Section section -> section(section, parsed, there(content));
                    case FetchItem.Binary binary -> binary(binary, there(parsed), there(content));
                    case FetchItem.BinarySize size -> {
                        var slice = Sections.decoded(
                                there(content), there(parsed).parsed().structure(), size.path());
                        out.number(slice == null ? 0 : slice.count());
                    }
                    case FetchItem.Preview preview ->
                        out.string(there(parsed).parsed().preview());
                    case Data data -> data(data, index, parsed, content, saveDate, thread);
                }
            }
            out.raw(')').crlf();
        }

        private void section(FetchItem.Section section, @Nullable StoredMessage parsed, byte[] content)
                throws IOException {
            var slice = parsed == null
                    ? new Sections.Slice(content, 0, content.length)
                    : Sections.cut(content, parsed.parsed().structure(), section);
            if (slice == null) {
                out.nil();
                return;
            }
            var part = slice.part(section.partial());
            out.literal(part.octets(), part.offset(), part.count());
        }

        private void binary(FetchItem.Binary binary, StoredMessage parsed, byte[] content) throws IOException {
            var slice = Sections.decoded(content, parsed.parsed().structure(), binary.path());
            if (slice == null) {
                out.nil();
                return;
            }
            var part = slice.part(binary.partial());
            out.binary(part.octets(), part.offset(), part.count());
        }

        private void data(
                Data data,
                int index,
                @Nullable StoredMessage parsed,
                byte @Nullable [] content,
                long saveDate,
                long thread)
                throws IOException {
            var view = selected.view();
            switch (data) {
                case FLAGS -> selected.writeFlags(out, index);
                case UID -> out.number(view.uid(index));
                case INTERNALDATE -> date(view.internalDate(index));
                case SAVEDATE -> {
                    if (saveDate == 0) {
                        out.nil();
                    } else {
                        date(saveDate);
                    }
                }
                case MODSEQ -> out.raw('(').number(view.modseq(index)).raw(')');
                case EMAILID ->
                    out.raw('(').raw(ObjectIds.email(view.message(index))).raw(')');
                case THREADID -> {
                    if (thread == 0) {
                        out.nil();
                    } else {
                        out.raw('(').raw(ObjectIds.thread(thread)).raw(')');
                    }
                }
                case RFC822_SIZE -> out.number(view.octets(index));
                case ENVELOPE ->
                    StructureWriter.envelope(out, there(parsed).parsed().envelope());
                case BODY -> StructureWriter.body(out, there(parsed).parsed().structure(), false);
                case BODYSTRUCTURE ->
                    StructureWriter.body(out, there(parsed).parsed().structure(), true);
                case RFC822 -> {
                    var whole = there(content);
                    out.literal(whole, 0, whole.length);
                }
                case RFC822_HEADER -> slice(FetchItem.Kind.HEADER, parsed, there(content));
                case RFC822_TEXT -> slice(FetchItem.Kind.TEXT, parsed, there(content));
            }
        }

        private void date(long epochMillis) throws IOException {
            out.raw('"').raw(ImapDate.internalDate(epochMillis)).raw('"');
        }

        private void slice(FetchItem.Kind kind, @Nullable StoredMessage parsed, byte[] content) throws IOException {
            var section = new FetchItem.Section(true, List.of(), kind, List.of(), null);
            var slice = Sections.cut(content, there(parsed).parsed().structure(), section);
            if (slice == null) {
                throw new IllegalStateException("a message has no " + kind);
            }
            out.literal(slice.octets(), slice.offset(), slice.count());
        }

        private static <T> T there(@Nullable T value) {
            if (value == null) {
                throw new IllegalStateException("what the items need was not read");
            }
            return value;
        }
    }
}
