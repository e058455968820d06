package org.kantor.webmail.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
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
public final class MailImport {

    private static final int BATCH = 20;
    private static final int BATCH_OCTETS = 8 * 1024 * 1024;

    /** The largest message, in octets. */
    private static final int LARGEST = 50 * 1024 * 1024;

    private final Messages messages;
    private final AccountId account;
    private final MailboxId mailbox;
    private final Actor actor;
    private final Instant now;
    private final Set<String> there;
    private final List<NewMessage> waiting = new ArrayList<>();
    private int octets;
    private int added;
    private int known;

    public MailImport(Messages messages, AccountId account, MailboxId mailbox, Actor actor, Clock clock) {
        this.messages = messages;
        this.account = account;
        this.mailbox = mailbox;
        this.actor = actor;
        now = clock.instant();
        var view = messages.view(account, mailbox);
        var numbers = new long[view.size()];
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = view.message(i);
        }
        there = new HashSet<>(messages.hashes(account, numbers).values());
    }

    /**
     * What came before a failure stays.
     *
     * @throws org.kantor.kernel.Refused LIMIT, OVER_QUOTA, NOT_FOUND if the mailbox is gone
     */
    public void take(InputStream file) throws IOException {
        var in = new BufferedInputStream(file, 1 << 16);
        if (Mbox.begins(in)) {
            Mbox.read(in, LARGEST, this::take);
        } else {
            single(in);
        }
        flush();
    }

    public int added() {
        return added;
    }

    /** How many were there already. */
    public int known() {
        return known;
    }

    private void single(InputStream in) throws IOException {
        var content = in.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
            throw new Refused(Refused.Code.LIMIT, "A message is larger than 50 MB.");
        }
        take(new Mbox.Entry(Mbox.crlf(content), Set.of(), false, Optional.empty()));
    }

    private void take(Mbox.Entry entry) {
        var content = entry.content();
        if (content.length == 0) {
            return;
        }
        if (!there.add(hash(content))) {
            known++;
            return;
        }
        var parsed = MessageParser.parse(content);
        var sent = entry.date().isPresent() ? entry.date().get() : parsed.sentDate();
        waiting.add(new NewMessage(
                content,
                parsed,
                entry.hasStatus() ? Flagged.bits(entry.flags()) : Flags.SEEN,
                Flagged.keywords(entry.flags()),
                sent == null || sent.isAfter(now) ? now : sent));
        octets += content.length;
        if (waiting.size() == BATCH || octets > BATCH_OCTETS) {
            flush();
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            messages.append(account, mailbox, List.copyOf(waiting), actor);
            added += waiting.size();
            waiting.clear();
            octets = 0;
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
