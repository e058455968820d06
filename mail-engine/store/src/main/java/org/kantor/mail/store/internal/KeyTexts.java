package org.kantor.mail.store.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kantor.mail.wire.mime.Casemap;

/** Every different text of a mailbox's keys, once, with its place in the order of all. Only grows. Safe from any thread. */
final class KeyTexts {

    /** What an entry costs besides the characters. */
    private static final int OCTETS_AN_ENTRY = 120;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private long octets;
    /** The texts' numbers in order, as far as they have been sorted. */
    private int[] order = {};

    private int[] ranks = {};

    KeyTexts() {
        number("");
    }

    synchronized int number(String text) {
        var mapped = Casemap.map(text);
        var known = numbers.putIfAbsent(mapped, texts.size());
        if (known != null) {
            return known;
        }
        texts.add(mapped);
        octets += OCTETS_AN_ENTRY + mapped.length();
        return texts.size() - 1;
    }

    /** The place of each text, by its number; the empty one's is 0. */
    synchronized int[] ranks() {
        if (ranks.length < texts.size()) {
            order = merged(added());
            ranks = new int[order.length];
            for (var i = 0; i < order.length; i++) {
                ranks[order[i]] = i;
            }
        }
        return ranks;
    }

    private List<Integer> added() {
        var added = new ArrayList<Integer>();
        for (var number = order.length; number < texts.size(); number++) {
            added.add(number);
        }
        added.sort(Comparator.comparing(texts::get, Casemap.ORDER));
        return added;
    }

    private int[] merged(List<Integer> added) {
        var all = new int[texts.size()];
        var old = 0;
        var next = 0;
        for (var i = 0; i < all.length; i++) {
            var takeOld = next == added.size()
                    || old < order.length
                            && Casemap.ORDER.compare(texts.get(order[old]), texts.get(added.get(next))) < 0;
            all[i] = takeOld ? order[old++] : added.get(next++);
        }
        return all;
    }

    synchronized long octets() {
        return octets;
    }
}
