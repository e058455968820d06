package org.kantor.webmail.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.kantor.bean.TemporaryFiles;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Messages;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.wire.mbox.Mbox;
import org.kantor.mail.wire.mime.MessageParser;

/**
 * Files the messages of a file in a mailbox, some at a time, each once: what the mailbox has by content already is left out, so that an import that was stopped can be done
 * again. A file that is no mbox is a single message. Flags, keywords and the date of arrival are those of the file; a message of which it says nothing has been read and came when
 * it was sent. Used once.
 */
final class MailImport implements Mbox.Sink {

    private static final int BATCH = 20;
    private static final int BATCH_OCTETS = 1024 * 1024;

    /** The largest message, in octets. */
    private static final int LARGEST = 50 * 1024 * 1024;

    private final Messages messages;
    private final AccountId account;
    private final MailboxId mailbox;
    private final Actor actor;
    private final Turns turns;
    private final Instant now;
    private final Set<String> there;
    private final Incoming incoming;
    private final List<NewMessage> waiting = new ArrayList<>();
    private int octets;
    private int added;
    private int known;

    /** Says when an import may do what it does; imports wait here for each other, and never for a network. */
    interface Turns {
        /** Lets some imports at a time store messages. */
        void file(Runnable work);

        /** Lets one large message at a time be in memory. */
        void large(Imports.Work work) throws IOException;
    }

    MailImport(
            Messages messages,
            AccountId account,
            MailboxId mailbox,
            Actor actor,
            Clock clock,
            TemporaryFiles files,
            Turns turns) {
        this.messages = messages;
        this.account = account;
        this.mailbox = mailbox;
        this.actor = actor;
        this.turns = turns;
        incoming = new Incoming(files);
        now = clock.instant();
        var view = messages.view(account, mailbox);
        var numbers = new long[view.size()];
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = view.message(i);
        }
        there = new HashSet<>(messages.hashes(account, numbers).values());
    }

    /** As {@link Imports#run} says. */
    Imports.Result take(InputStream file) throws IOException {
        var in = new BufferedInputStream(file, 1 << 16);
        try (incoming) {
            if (Mbox.begins(in)) {
                Mbox.read(in, LARGEST, this);
            } else {
                Mbox.readOne(in, LARGEST, this);
            }
        } finally {
            flush();
        }
        return new Imports.Result(added, known);
    }

    @Override
    public OutputStream begin() throws IOException {
        incoming.clear();
        return incoming;
    }

    @Override
    public void end(Mbox.Marks marks) throws IOException {
        if (incoming.isLarge()) {
            flush();
            turns.large(() -> {
                take(incoming.content(), marks);
                flush();
            });
        } else {
            take(incoming.content(), marks);
        }
        incoming.clear();
    }

    private void take(byte[] content, Mbox.Marks marks) {
        if (content.length == 0) {
            return;
        }
        if (!there.add(hash(content))) {
            known++;
            return;
        }
        var parsed = MessageParser.parse(content);
        var sent = marks.date().isPresent() ? marks.date().get() : parsed.sentDate();
        waiting.add(new NewMessage(
                content,
                parsed,
                marks.hasStatus() ? Flagged.bits(marks.flags()) : Flags.SEEN,
                Flagged.keywords(marks.flags()),
                sent == null || sent.isAfter(now) ? now : sent));
        octets += content.length;
        if (waiting.size() == BATCH || octets > BATCH_OCTETS) {
            flush();
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            var batch = List.copyOf(waiting);
            waiting.clear();
            octets = 0;
            turns.file(() -> messages.append(account, mailbox, batch, actor));
            added += batch.size();
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
