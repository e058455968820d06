package org.kantor.mail.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.kantor.mail.store.MailboxKeys;
import org.kantor.mail.wire.imap.ResponseWriter;

/**
 * Threads of messages: a forest in arrays. Nodes below the number of messages are messages, by their position; those above are dummies, which only stand at the top and stand for
 * messages that are not there. Nothing here recurses: a thread may be as deep as the mailbox is large.
 */
final class MessageThreads {

    static final int NONE = -1;

    private final int messages;
    private final int[] firstChild;
    private final int[] nextSibling;
    private int firstRoot = NONE;

    /**
     * @param order the messages in the order in which siblings shall be; a dummy comes where its first child does
     * @param parents of each message, {@link #NONE} for none
     * @param nodes how many nodes there are, dummies included
     */
    MessageThreads(int[] order, int[] parents, int nodes) {
        messages = order.length;
        firstChild = new int[nodes];
        nextSibling = new int[nodes];
        Arrays.fill(firstChild, NONE);
        Arrays.fill(nextSibling, NONE);
        var lastChild = new int[nodes];
        var lastRoot = NONE;
        for (var message : order) {
            var parent = parents[message];
            var top = parent == NONE ? message : isDummy(parent) && firstChild[parent] == NONE ? parent : NONE;
            if (top != NONE) {
                if (lastRoot == NONE) {
                    firstRoot = top;
                } else {
                    nextSibling[lastRoot] = top;
                }
                lastRoot = top;
            }
            if (parent != NONE) {
                if (firstChild[parent] == NONE) {
                    firstChild[parent] = message;
                } else {
                    nextSibling[lastChild[parent]] = message;
                }
                lastChild[parent] = message;
            }
        }
    }

    /** ORDEREDSUBJECT (RFC 5256 section 3): the first message of a base subject is the parent of all others. */
    static MessageThreads bySubject(KeyedMessages messages) {
        var order = byDate(messages);
        var subjects = subjects(messages);
        var firsts = filled(Arrays.stream(subjects).max().orElse(0) + 1);
        var parents = filled(messages.size());
        for (var message : order) {
            var subject = subjects[message];
            parents[message] = firsts[subject];
            if (firsts[subject] == NONE) {
                firsts[subject] = message;
            }
        }
        return new MessageThreads(order, parents, messages.size());
    }

    /** By sent date, then by sequence number (RFC 5256 section 2.2). */
    static int[] byDate(KeyedMessages messages) {
        return KeyedMessages.sorted(messages.positions(), messages::sent, false);
    }

    /** The rank of each message's base subject. */
    static int[] subjects(KeyedMessages messages) {
        var subjects = new int[messages.size()];
        for (var i = 0; i < subjects.length; i++) {
            subjects[i] = messages.keys().rank(MailboxKeys.Text.SUBJECT, messages.row(i));
        }
        return subjects;
    }

    static int[] filled(int count) {
        var array = new int[count];
        Arrays.fill(array, NONE);
        return array;
    }

    boolean isDummy(int node) {
        return node >= messages;
    }

    int firstRoot() {
        return firstRoot;
    }

    int firstChild(int node) {
        return firstChild[node];
    }

    int nextSibling(int node) {
        return nextSibling[node];
    }

    /** As RFC 5256 section 4 writes threads. */
    void write(ResponseWriter out, IntToLongFunction number) throws IOException {
        for (var root = firstRoot; root != NONE; root = nextSibling[root]) {
            write(root, out, number);
        }
    }

    private void write(int root, ResponseWriter out, IntToLongFunction number) throws IOException {
        // siblings that have been begun, from the outside in
        var open = new int[16];
        var depth = 0;
        var node = root;
        out.raw('(');
        while (true) {
            var child = firstChild[node];
            if (!isDummy(node)) {
                out.number(number.applyAsLong(node));
                if (child != NONE) {
                    out.space();
                }
            }
            if (child != NONE) {
                if (nextSibling[child] != NONE) {
                    if (depth == open.length) {
                        open = Arrays.copyOf(open, 2 * depth);
                    }
                    open[depth++] = child;
                    out.raw('(');
                }
                node = child;
                continue;
            }
            out.raw(')');
            while (depth > 0 && nextSibling[open[depth - 1]] == NONE) {
                depth--;
                out.raw(')');
            }
            if (depth == 0) {
                return;
            }
            node = nextSibling[open[depth - 1]];
            open[depth - 1] = node;
            out.raw('(');
        }
    }
}
