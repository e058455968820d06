package org.kantor.mail.imap;

import static org.kantor.mail.imap.MessageThreads.NONE;

import java.util.Arrays;
import org.kantor.mail.store.MailboxKeys;

/**
 * The REFERENCES algorithm (RFC 5256 section 3), step by step as numbered there, in time that grows with the messages and their references. Used once, for one command.
 *
 * <p>Until step 3 everything is a container, one for each Message-ID that is had or referred to and one for each message that has none of its own. From then on
 * everything is a node of {@link MessageThreads}.
 */
final class ReferenceThreads {

    /**
     * For each container so many ancestors may be looked at in search of loops; real mail needs a few. Links beyond that are not made, as if they closed a loop, so
     * that nobody's messages can keep a server busy.
     */
    private static final int STEPS_A_CONTAINER = 200;

    private final KeyedMessages messages;
    private final MailboxKeys keys;
    private final int count;
    /** The message in each container, or NONE. */
    private final int[] messageIn;

    private final int[] containerOf;
    private final int[] parent;
    private final int[] children;
    private long steps;

    /** The parents of messages, as nodes. */
    private final int[] parentNode;

    private int nodes;

    private ReferenceThreads(KeyedMessages messages) {
        this.messages = messages;
        this.keys = messages.keys();
        this.count = messages.size();
        var containers = keys.messageIds() + count;
        this.messageIn = MessageThreads.filled(containers);
        this.containerOf = new int[count];
        this.parent = MessageThreads.filled(containers);
        this.children = new int[containers];
        this.steps = (long) STEPS_A_CONTAINER * containers;
        this.parentNode = new int[count];
        this.nodes = count;
    }

    static MessageThreads of(KeyedMessages messages) {
        var algorithm = new ReferenceThreads(messages);
        algorithm.fillContainers();
        algorithm.link();
        algorithm.prune();
        return algorithm.gathered(MessageThreads.byDate(messages));
    }

    /** Of messages with the same id all but the first count as having none. */
    private void fillContainers() {
        for (var message = 0; message < count; message++) {
            var id = keys.messageId(messages.row(message));
            var container = id < 0 || messageIn[id] != NONE ? keys.messageIds() + message : id;
            containerOf[message] = container;
            messageIn[container] = message;
        }
    }

    /** Step 1. */
    private void link() {
        for (var message = 0; message < count; message++) {
            var row = messages.row(message);
            var last = NONE;
            for (var i = 0; i < keys.references(row); i++) {
                var reference = keys.reference(row, i);
                if (last != NONE && parent[reference] == NONE) {
                    link(last, reference);
                }
                last = reference;
            }
            // what the message says of itself overrules what others said
            var own = containerOf[message];
            if (parent[own] != NONE) {
                children[parent[own]]--;
                parent[own] = NONE;
            }
            if (last != NONE) {
                link(last, own);
            }
        }
    }

    private void link(int above, int below) {
        if (above == below || children[below] > 0 && isAbove(below, above)) {
            return;
        }
        parent[below] = above;
        children[above]++;
    }

    private boolean isAbove(int container, int other) {
        for (var at = other; at != NONE; at = parent[at]) {
            if (at == container || steps-- <= 0) {
                return true;
            }
        }
        return false;
    }

    /** Steps 2 and 3: messages are put below the nearest message above them; an empty container stays only at the top, with two children or more. */
    private void prune() {
        var nodeOf = MessageThreads.filled(parent.length);
        var size = new int[2 * count];
        for (var message = 0; message < count; message++) {
            var above = parent[containerOf[message]];
            parentNode[message] = above == NONE ? NONE : node(above, nodeOf);
            if (above != NONE) {
                size[parentNode[message]]++;
            }
        }
        for (var message = 0; message < count; message++) {
            var above = parentNode[message];
            if (above >= count && size[above] == 1) {
                parentNode[message] = NONE;
            }
        }
    }

    /** The nearest message at or above the container, else a dummy for the topmost container. */
    private int node(int container, int[] nodeOf) {
        var top = container;
        while (nodeOf[top] == NONE && messageIn[top] == NONE && parent[top] != NONE) {
            top = parent[top];
        }
        if (nodeOf[top] == NONE) {
            nodeOf[top] = messageIn[top] == NONE ? nodes++ : messageIn[top];
        }
        var node = nodeOf[top];
        for (var at = container; at != top; at = parent[at]) {
            nodeOf[at] = node;
        }
        return node;
    }

    /** Steps 4 to 6: threads of one subject are put together. Siblings come in the order of dates since they are made in it. */
    private MessageThreads gathered(int[] order) {
        var threads = new MessageThreads(order, parentNode, nodes);
        var subjects = MessageThreads.subjects(messages);
        var table = subjectTable(threads, subjects);
        var mergedInto = MessageThreads.filled(nodes);
        for (var root = threads.firstRoot(); root != NONE; root = threads.nextSibling(root)) {
            var subject = subjects[speaker(threads, root)];
            if (subject == 0 || table[subject] == root || root < count && parentNode[root] != NONE) {
                continue;
            }
            var first = table[subject];
            if (root >= count) {
                mergedInto[root] = first;
            } else if (first >= count || isReply(root) && !isReply(first)) {
                parentNode[root] = first;
            } else {
                parentNode[root] = nodes;
                parentNode[first] = nodes;
                table[subject] = nodes++;
            }
        }
        for (var message = 0; message < count; message++) {
            var above = parentNode[message];
            if (above >= count && above < mergedInto.length && mergedInto[above] != NONE) {
                parentNode[message] = mergedInto[above];
            }
        }
        return new MessageThreads(order, parentNode, nodes);
    }

    /** Steps 5 A and B: for each subject the thread that the others join: a dummy if there is one, else rather no reply. */
    private int[] subjectTable(MessageThreads threads, int[] subjects) {
        var table = MessageThreads.filled(Arrays.stream(subjects).max().orElse(0) + 1);
        for (var root = threads.firstRoot(); root != NONE; root = threads.nextSibling(root)) {
            var subject = subjects[speaker(threads, root)];
            var first = table[subject];
            if (subject != 0
                    && (first == NONE || first < count && (root >= count || isReply(first) && !isReply(root)))) {
                table[subject] = root;
            }
        }
        return table;
    }

    /** The message that gives a thread its subject. */
    private int speaker(MessageThreads threads, int root) {
        return root < count ? root : threads.firstChild(root);
    }

    private boolean isReply(int message) {
        return keys.isReply(messages.row(message));
    }
}
