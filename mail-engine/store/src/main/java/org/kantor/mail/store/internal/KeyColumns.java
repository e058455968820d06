package org.kantor.mail.store.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.store.MailboxKeys;
import org.kantor.mail.wire.mime.Address;
import org.kantor.mail.wire.mime.BaseSubject;
import org.kantor.mail.wire.mime.EncodedWords;
import org.kantor.mail.wire.mime.Envelope;

/**
 * The keys of a mailbox's messages in primitive arrays, about 60 octets a message besides the texts. As in {@link ArrayView}, arrays may be longer than the columns and are
 * shared with those before and after: what lies beyond the size belongs to the newest, which alone may write there. Immutable as seen from outside.
 */
final class KeyColumns implements MailboxKeys, Beside.Columns {

    /** A message as it is read from the database. */
    record Row(
            long uid,
            @Nullable Long sentDate,
            String subject,
            @Nullable String messageId,
            Envelope envelope,
            List<String> references) {}

    private static final int OCTETS_A_ROW = 8 + 8 + 4 * Text.values().length + 1 + 4 + 4;

    private final KeyTexts texts;
    private final KeyIds ids;
    private long uidNext;
    private int size;
    private long[] uids;
    private long[] sent;
    private int[][] numbers;
    private boolean[] replies;
    private int[] messageIds;
    /** Where each row's references end. */
    private int[] ends;

    private int[] references;
    private int idCount;
    /** The texts' ranks, once they have been asked for. */
    private volatile int @Nullable [] ranks;

    /** No rows. */
    KeyColumns() {
        texts = new KeyTexts();
        ids = new KeyIds();
        uids = new long[0];
        sent = new long[0];
        numbers = new int[Text.values().length][0];
        replies = new boolean[0];
        messageIds = new int[0];
        ends = new int[0];
        references = new int[0];
    }

    private KeyColumns(KeyColumns other) {
        texts = other.texts;
        ids = other.ids;
        uidNext = other.uidNext;
        size = other.size;
        uids = other.uids;
        sent = other.sent;
        numbers = other.numbers;
        replies = other.replies;
        messageIds = other.messageIds;
        ends = other.ends;
        references = other.references;
    }

    /** What comes behind the newest columns of a mailbox; for one thread. */
    static final class Loader {

        private final KeyColumns next;

        Loader(KeyColumns newest) {
            next = new KeyColumns(newest);
        }

        void add(Row row) {
            next.add(row);
        }

        /** @param uidNext at least the mailbox's when the rows were read */
        KeyColumns finish(long uidNext) {
            next.uidNext = Math.max(uidNext, next.size == 0 ? 0 : next.uids[next.size - 1] + 1);
            next.idCount = next.ids.count();
            return next;
        }
    }

    private void add(Row row) {
        if (size == uids.length) {
            resize(size + size / 2 + 64);
        }
        uids[size] = row.uid();
        sent[size] = row.sentDate() == null ? NO_DATE : row.sentDate();
        var base = BaseSubject.of(row.subject());
        var envelope = row.envelope();
        set(Text.SUBJECT, base.text());
        set(Text.FROM, mailbox(envelope.from()));
        set(Text.TO, mailbox(envelope.to()));
        set(Text.CC, mailbox(envelope.cc()));
        set(Text.DISPLAY_FROM, display(envelope.from()));
        set(Text.DISPLAY_TO, display(envelope.to()));
        replies[size] = base.reply();
        messageIds[size] = row.messageId() == null ? -1 : id(row.messageId());
        addReferences(references(row));
        size++;
    }

    private void set(Text text, String value) {
        numbers[text.ordinal()][size] = texts.number(value);
    }

    /** RFC 5256 section 3: an id is the same with and without quotation marks. */
    private int id(String messageId) {
        var plain = messageId.indexOf('"') < 0
                ? messageId
                : messageId.replace("\\", "").replace("\"", "");
        return ids.number(PreparedMessage.key(plain));
    }

    /** RFC 5256 section 3: without References, the first id of In-Reply-To, which may name several people's messages. */
    private static List<String> references(Row row) {
        var all = row.references();
        var inReplyTo = row.envelope().inReplyTo();
        if (all.size() > 1 && inReplyTo != null && all.stream().allMatch(id -> inReplyTo.contains("<" + id + ">"))) {
            return List.of(all.getFirst());
        }
        return all;
    }

    private void addReferences(List<String> all) {
        var end = size == 0 ? 0 : ends[size - 1];
        if (end + all.size() > references.length) {
            references = Arrays.copyOf(references, references.length + references.length / 2 + all.size() + 64);
        }
        for (var one : all) {
            references[end++] = id(one);
        }
        ends[size] = end;
    }

    private void resize(int capacity) {
        uids = Arrays.copyOf(uids, capacity);
        sent = Arrays.copyOf(sent, capacity);
        numbers = numbers.clone();
        Arrays.setAll(numbers, i -> Arrays.copyOf(numbers[i], capacity));
        replies = Arrays.copyOf(replies, capacity);
        messageIds = Arrays.copyOf(messageIds, capacity);
        ends = Arrays.copyOf(ends, capacity);
    }

    private static String mailbox(List<Address> addresses) {
        var mailbox = addresses.isEmpty() ? null : addresses.getFirst().mailbox();
        return mailbox == null ? "" : mailbox;
    }

    /** RFC 5957 section 3. A group begins with an address that has its name as mailbox and no host. */
    private static String display(List<Address> addresses) {
        if (addresses.isEmpty()) {
            return "";
        }
        var first = addresses.getFirst();
        var name = first.name() == null ? "" : EncodedWords.decode(first.name()).strip();
        if (!name.isEmpty() || first.host() == null) {
            return name.isEmpty() ? EncodedWords.decode(mailbox(addresses)).strip() : name;
        }
        return mailbox(addresses) + "@" + first.host();
    }

    @Override
    public long uidNext() {
        return uidNext;
    }

    @Override
    public long octets() {
        return (long) OCTETS_A_ROW * uids.length + 4L * references.length + texts.octets() + ids.octets();
    }

    private int checked(int row) {
        if (row >= size) {
            throw new IndexOutOfBoundsException(row);
        }
        return row;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long uid(int row) {
        return uids[checked(row)];
    }

    @Override
    public int row(long uid) {
        return Arrays.binarySearch(uids, 0, size, uid);
    }

    @Override
    public long sentDate(int row) {
        return sent[checked(row)];
    }

    @Override
    public int rank(Text text, int row) {
        var known = ranks;
        if (known == null) {
            known = texts.ranks();
            ranks = known;
        }
        return known[numbers[text.ordinal()][checked(row)]];
    }

    @Override
    public boolean isReply(int row) {
        return replies[checked(row)];
    }

    @Override
    public int messageId(int row) {
        return messageIds[checked(row)];
    }

    @Override
    public int references(int row) {
        return ends[checked(row)] - (row == 0 ? 0 : ends[row - 1]);
    }

    @Override
    public int reference(int row, int index) {
        return references[(row == 0 ? 0 : ends[checked(row) - 1]) + index];
    }

    @Override
    public int messageIds() {
        return idCount;
    }
}
