package org.kantor.webmail.mail;

/** A set of numbers other than 0, of which there are no more than was said. */
final class Numbers {

    private final long[] slots;

    Numbers(int most) {
        slots = new long[Integer.highestOneBit(Math.max(8, 2 * most)) << 1];
    }

    /** Answers whether it was not there. */
    boolean add(long number) {
        var mask = slots.length - 1;
        var slot = (int) (number * 0x9e3779b97f4a7c15L >>> 40) & mask;
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = slot + 1 & mask;
        }
        var fresh = slots[slot] == 0;
        slots[slot] = number;
        return fresh;
    }
}
