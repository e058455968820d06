package org.kantor.mail.search.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Messages;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/**
 * The texts of attachments: kept in the database, so that an index that is made anew needs no document read again, and read one message after the other for those that
 * wait for it. What cannot be read is kept as an empty text, so that it is not tried again. Safe from any thread.
 */
final class AttachmentTexts {

    /** Messages that are read before the index is told. */
    private static final int STEP = 20;

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final Messages messages;
    private final @Nullable DocumentReader reader;
    private final Map<AccountId, TreeSet<Long>> waiting = new LinkedHashMap<>();

    /** Some messages of an account. */
    record Step(AccountId account, long[] messages) {}

    /** @param reader null if nothing can read documents here */
    AttachmentTexts(Transactions transactions, Jdbc jdbc, Messages messages, @Nullable DocumentReader reader) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.messages = messages;
        this.reader = reader;
    }

    /** Whether documents can be read here at all. */
    boolean reads() {
        return reader != null;
    }

    /** The texts of those of these messages whose attachments have been read. */
    Map<Long, String> known(AccountId account, long[] numbers) {
        return numbers.length == 0
                ? Map.of()
                : transactions.call(() -> jdbc.work(connection -> AttachmentSql.texts(connection, account, numbers)));
    }

    /** These are in the index without the text of their attachments. */
    void await(AccountId account, long[] numbers) {
        if (reader == null || numbers.length == 0) {
            return;
        }
        synchronized (waiting) {
            var set = waiting.computeIfAbsent(account, id -> new TreeSet<>());
            for (var number : numbers) {
                set.add(number);
            }
        }
    }

    /** The next messages that wait, the account's newest first; null if none does. */
    private @Nullable Step next() {
        synchronized (waiting) {
            var accounts = waiting.entrySet().iterator();
            if (!accounts.hasNext()) {
                return null;
            }
            var first = accounts.next();
            accounts.remove();
            var account = first.getKey();
            var set = first.getValue();
            var some = set.descendingSet().stream()
                    .limit(STEP)
                    .mapToLong(Long::longValue)
                    .toArray();
            for (var number : some) {
                set.remove(number);
            }
            if (!set.isEmpty()) {
                // behind the other accounts
                waiting.put(account, set);
            }
            return new Step(account, some);
        }
    }

    /**
     * Reads and keeps the texts of some that wait.
     *
     * @return whose texts are known now; null if nobody waits
     * @throws IOException if no document can be read at present
     */
    @Nullable
    Step read() throws IOException {
        var documents = reader;
        var step = documents == null ? null : next();
        if (documents == null || step == null) {
            return null;
        }
        var known = known(step.account, step.messages);
        for (var message : step.messages) {
            if (!known.containsKey(message)) {
                read(step.account, message, documents);
            }
        }
        return step;
    }

    private void read(AccountId account, long message, DocumentReader documents) throws IOException {
        var numbers = new long[] {message};
        try {
            for (var stored : messages.stored(account, numbers)) {
                for (var content : messages.contents(account, numbers)) {
                    var text = Attachments.text(stored.parsed().structure(), content.octets(), documents);
                    transactions.run(
                            () -> jdbc.work(connection -> AttachmentSql.keep(connection, account, message, text)));
                }
            }
        } catch (RuntimeException e) {
            // whatever is wrong with one message, the others behind it are read
            SearchLog.LOG.unreadable(message, account, e);
        }
    }
}
