package org.kantor.mail.store.internal;

/** Numbers for the Message-IDs of a mailbox, found by their hashes. Only grows. Used under the lock of whoever adds rows. */
final class KeyIds {

    private long[] hashes = new long[64];
    /** One more than the number; 0 where nothing is. */
    private int[] numbers = new int[64];

    private int count;

    int number(long hash) {
        if (2 * count >= hashes.length) {
            grow();
        }
        var slot = slot(hash);
        if (numbers[slot] == 0) {
            hashes[slot] = hash;
            numbers[slot] = ++count;
        }
        return numbers[slot] - 1;
    }

    private int slot(long hash) {
        var mask = hashes.length - 1;
        var slot = (int) hash & mask;
        while (numbers[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldNumbers = numbers;
        hashes = new long[2 * oldHashes.length];
        numbers = new int[hashes.length];
        for (var i = 0; i < oldHashes.length; i++) {
            if (oldNumbers[i] != 0) {
                var slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    int count() {
        return count;
    }

    long octets() {
        return 12L * hashes.length;
    }
}
