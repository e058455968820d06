package org.kantor.mail.imap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.MailboxView;

/** A view written as text: {@code "1 2:3 4:1:$x"} are UIDs with flag bits and a keyword; the modseq follows from the flags. */
record PlainView(long[] uids, int[] bits, String[] words) implements MailboxView {

    static PlainView of(String text) {
        var messages = text.isBlank() ? new String[0] : text.split(" ");
        var uids = new long[messages.length];
        var bits = new int[messages.length];
        var words = new String[messages.length];
        for (var i = 0; i < messages.length; i++) {
            var parts = messages[i].split(":");
            uids[i] = Long.parseLong(parts[0]);
            bits[i] = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            words[i] = parts.length > 2 ? parts[2] : "";
        }
        return new PlainView(uids, bits, words);
    }

    /** Messages without flags, with UIDs from 1. */
    static PlainView of(int messages) {
        var uids = LongStream.rangeClosed(1, messages).toArray();
        var words = new String[messages];
        Arrays.fill(words, "");
        return new PlainView(uids, new int[messages], words);
    }

    @Override
    public MailboxId mailbox() {
        return new MailboxId(1);
    }

    @Override
    public long uidNext() {
        return uids.length == 0 ? 1 : uids[uids.length - 1] + 1;
    }

    @Override
    public long modseq() {
        return 0;
    }

    @Override
    public int size() {
        return uids.length;
    }

    @Override
    public long uid(int index) {
        return uids[index];
    }

    @Override
    public int indexOf(long uid) {
        return Arrays.binarySearch(uids, uid);
    }

    @Override
    public int flags(int index) {
        return bits[index];
    }

    @Override
    public Set<String> keywords(int index) {
        return words[index].isEmpty() ? Set.of() : Set.of(words[index]);
    }

    @Override
    public long modseq(int index) {
        return bits[index] * 1_000L + words[index].hashCode();
    }

    @Override
    public int octets(int index) {
        return 1;
    }

    @Override
    public long internalDate(int index) {
        return 0;
    }

    @Override
    public long message(int index) {
        return uids[index];
    }

    @Override
    public Set<String> keywords() {
        var all = new HashSet<>(Arrays.asList(words));
        all.remove("");
        return all;
    }
}
