package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.kantor.mail.wire.imap.ResponseWriter;

class ReferenceThreadsTest {

    private static final int IDS = 1_000;

    private static PlainKeys.Message message(int id, int subject, Integer... references) {
        return new PlainKeys.Message(id, 0, subject, false, List.of(references));
    }

    private static PlainKeys.Message reply(int id, int subject, Integer... references) {
        return new PlainKeys.Message(id, 0, subject, true, List.of(references));
    }

    private static KeyedMessages keyed(List<PlainKeys.Message> messages, int ids) {
        var view = PlainView.of(messages.size());
        return KeyedMessages.of(
                view,
                new PlainKeys(messages, ids),
                IntStream.range(0, messages.size()).toArray());
    }

    private static String written(MessageThreads threads) {
        var out = new ByteArrayOutputStream();
        try {
            var writer = new ResponseWriter(out::write);
            threads.write(writer, position -> position + 1);
            writer.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static String threads(PlainKeys.Message... messages) {
        return written(ReferenceThreads.of(keyed(List.of(messages), IDS)));
    }

    @Test
    void messagesWithoutReferencesAreThreadsOfTheirOwn() {
        assertThat(threads(message(1, 1), message(2, 2), message(-1, 0), message(-1, 0)))
                .isEqualTo("(1)(2)(3)(4)");
    }

    @Test
    void aMessageIsBelowTheLastOfItsReferences() {
        assertThat(threads(message(1, 1), reply(2, 1, 1), reply(3, 1, 1, 2), reply(4, 1, 1, 2)))
                .isEqualTo("(1 2 (3)(4))");
    }

    @Test
    void aMissingMessageBetweenTwoIsLeftOut() {
        assertThat(threads(message(1, 1), reply(3, 1, 1, 2), reply(4, 1, 1, 2))).isEqualTo("(1 (2)(3))");
    }

    @Test
    void aMissingMessageAtTheTopStaysIfItHasSeveralChildren() {
        assertThat(threads(reply(2, 1, 1), reply(3, 2, 1))).isEqualTo("((1)(2))");
        assertThat(threads(reply(2, 1, 1))).isEqualTo("(1)");
        assertThat(threads(reply(2, 1, 9, 1), reply(3, 2, 9, 8))).isEqualTo("((1)(2))");
    }

    @Test
    void aLoopIsNotClosed() {
        assertThat(threads(message(1, 1, 2), message(2, 2, 1))).isEqualTo("(2 1)");
        assertThat(threads(message(1, 1, 1))).isEqualTo("(1)");
        assertThat(threads(message(1, 1, 3, 2), message(2, 2, 1, 3), message(3, 3, 2, 1)))
                .matches("[(]3.*[)]");
    }

    @Test
    void whatAMessageSaysOfItselfOverrulesWhatOthersSaid() {
        assertThat(threads(message(1, 1), message(3, 3, 2, 9), message(9, 2, 1)))
                .isEqualTo("(1 3 2)");
    }

    @Test
    void ofTwoMessagesWithOneIdTheSecondHasNone() {
        assertThat(threads(message(1, 1), message(1, 2), message(2, 3, 1))).isEqualTo("(1 3)(2)");
    }

    @Test
    void threadsOfOneSubjectAreGathered() {
        // a reply joins the message
        assertThat(threads(message(1, 5), reply(2, 5), reply(3, 5))).isEqualTo("(1 (2)(3))");
        assertThat(threads(reply(1, 5), message(2, 5))).isEqualTo("(2 1)");
        // equals are side by side
        assertThat(threads(message(1, 5), message(2, 5))).isEqualTo("((1)(2))");
        assertThat(threads(reply(1, 5), reply(2, 5), reply(3, 5))).isEqualTo("((1)(2)(3))");
        // with a dummy
        assertThat(threads(reply(2, 5, 1), reply(3, 5, 1), message(4, 5))).isEqualTo("((1)(2)(3))");
        assertThat(threads(message(4, 5), reply(2, 5, 1), reply(3, 5, 1))).isEqualTo("((1)(2)(3))");
        assertThat(threads(reply(2, 5, 1), reply(3, 5, 1), reply(12, 5, 11), reply(13, 5, 11)))
                .isEqualTo("((1)(2)(3)(4))");
        // not without a subject
        assertThat(threads(reply(1, 0), message(2, 0))).isEqualTo("(1)(2)");
    }

    @Test
    void siblingsAreSortedBySentDate() {
        assertThat(threads(
                        new PlainKeys.Message(1, 50, 1, false, List.of()),
                        new PlainKeys.Message(2, 40, 1, true, List.of(1)),
                        new PlainKeys.Message(3, 30, 1, true, List.of(1)),
                        new PlainKeys.Message(4, 45, 2, false, List.of())))
                .isEqualTo("(4)(1 (3)(2))");
    }

    @Test
    void orderedSubjectHasNoGrandchildren() {
        var messages = List.of(message(1, 1), message(2, 2), message(3, 1), message(4, 1), message(5, 2));
        assertThat(written(MessageThreads.bySubject(keyed(messages, IDS)))).isEqualTo("(1 (3)(4))(2 5)");
    }

    @Test
    void deepAndWideThreadsAreQuick() {
        var chain = new ArrayList<PlainKeys.Message>();
        var comb = new ArrayList<PlainKeys.Message>();
        var n = 100_000;
        for (var i = 0; i < n; i++) {
            chain.add(i == 0 ? message(0, 1) : reply(i, 1, i - 1));
            comb.add(i == 0 ? message(0, 1) : reply(i, 1, i % 2 == 1 ? Math.max(0, i - 2) : i - 2));
        }
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(written(ReferenceThreads.of(keyed(chain, n))))
                    .startsWith("(1 2 3 4 ")
                    .endsWith(" 99999 100000)");
            written(ReferenceThreads.of(keyed(comb, n)));
            written(ReferenceThreads.of(keyed(chain.reversed(), n)));
        });
    }

    /** Whoever writes many long chains and then asks of each end whether it is above the other end is stopped. */
    @Test
    void noMessagesKeepAServerBusy() {
        var n = 20_000;
        var messages = new ArrayList<PlainKeys.Message>();
        for (var i = 0; i < n; i++) {
            messages.add(i == 0 ? message(0, 1) : reply(i, 1, i - 1));
        }
        for (var i = 0; i < n; i++) {
            messages.add(reply(-1, 1, n - 1, 0, n - 1, 0, n - 1, 0, n - 1, 0, n - 1, 0));
        }
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> ReferenceThreads.of(keyed(messages, n)));
    }

    @Test
    void theThreadsAreThoseOfTheAlgorithmAsItIsWritten() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++) {
            var ids = 1 + random.nextInt(12);
            var messages = new ArrayList<PlainKeys.Message>();
            for (var i = random.nextInt(12); i >= 0; i--) {
                var references = random.ints(random.nextInt(5), 0, ids).boxed().toList();
                messages.add(new PlainKeys.Message(
                        random.nextInt(8) == 0 ? -1 : random.nextInt(ids),
                        random.nextInt(5),
                        random.nextInt(5),
                        random.nextBoolean(),
                        references));
            }
            assertThat(written(ReferenceThreads.of(keyed(messages, ids))))
                    .as("seed %d round %d: %s", seed, round, messages)
                    .isEqualTo(new AsWritten(messages).threads());
        }
    }

    /** RFC 5256 section 3, sentence by sentence, without a thought of speed. */
    private static final class AsWritten {

        private static final class Node {
            private final int number;
            private final PlainKeys.@Nullable Message message;
            private @Nullable Node parent;
            private List<Node> children = new ArrayList<>();

            Node(int number, PlainKeys.@Nullable Message message) {
                this.number = number;
                this.message = message;
            }

            boolean isDummy() {
                return message == null;
            }

            boolean isAbove(Node other) {
                return other == this || other.parent != null && isAbove(other.parent);
            }

            void unlink() {
                if (parent != null) {
                    parent.children.remove(this);
                    parent = null;
                }
            }

            void adopt(Node child) {
                child.unlink();
                child.parent = this;
                children.add(child);
            }

            /** The message, or the first child of a dummy. */
            Node speaker() {
                return isDummy() ? children.getFirst() : this;
            }

            private PlainKeys.Message said() {
                return java.util.Objects.requireNonNull(speaker().message);
            }
        }

        private static final Comparator<Node> BY_DATE =
                Comparator.<Node>comparingLong(node -> node.said().sent()).thenComparing(node -> node.speaker().number);

        private final List<PlainKeys.Message> messages;
        private final Node root = new Node(0, null);

        AsWritten(List<PlainKeys.Message> messages) {
            this.messages = messages;
        }

        String threads() {
            var all = new HashMap<Integer, Node>();
            var own = new ArrayList<Node>();
            for (var i = 0; i < messages.size(); i++) {
                var message = messages.get(i);
                var id = message.id() < 0 || all.containsKey(message.id()) ? -i - 1 : message.id();
                own.add(new Node(i + 1, message));
                all.put(id, own.getLast());
            }
            for (var node : own) {
                Node last = null;
                for (var reference :
                        java.util.Objects.requireNonNull(node.message).references()) {
                    var next = all.computeIfAbsent(reference, id -> new Node(0, null));
                    if (last != null && next.parent == null && !next.isAbove(last)) {
                        last.adopt(next);
                    }
                    last = next;
                }
                node.unlink();
                if (last != null && !node.isAbove(last)) {
                    last.adopt(node);
                }
            }
            all.values().stream().filter(node -> node.parent == null).toList().forEach(root::adopt);
            prune(root);
            sortTop();
            gather();
            sort(root);
            var out = new StringBuilder();
            root.children.forEach(thread -> write(thread, out));
            return out.toString();
        }

        private void prune(Node above) {
            for (var node : List.copyOf(above.children)) {
                prune(node);
                if (node.isDummy() && (node.children.isEmpty() || above != root || node.children.size() == 1)) {
                    node.unlink();
                    List.copyOf(node.children).forEach(above::adopt);
                }
            }
        }

        private void sortTop() {
            root.children.stream().filter(Node::isDummy).forEach(dummy -> dummy.children.sort(BY_DATE));
            root.children.sort(BY_DATE);
        }

        private void gather() {
            var table = new HashMap<Integer, Node>();
            for (var node : root.children) {
                var subject = node.said().subject();
                if (subject == 0) {
                    continue;
                }
                var other = table.get(subject);
                if (other == null
                        || !other.isDummy()
                                && (node.isDummy()
                                        || other.said().reply() && !node.said().reply())) {
                    table.put(subject, node);
                }
            }
            for (var node : List.copyOf(root.children)) {
                if (node.parent != root || node.said().subject() == 0) {
                    continue;
                }
                var subject = node.said().subject();
                var other = java.util.Objects.requireNonNull(table.get(subject));
                if (other == node) {
                    continue;
                }
                if (other.isDummy() && node.isDummy()) {
                    List.copyOf(node.children).forEach(other::adopt);
                    node.unlink();
                } else if (other.isDummy()
                        || node.said().reply() && !other.said().reply()) {
                    other.adopt(node);
                } else {
                    var dummy = new Node(0, null);
                    root.adopt(dummy);
                    dummy.adopt(other);
                    dummy.adopt(node);
                    table.put(subject, dummy);
                }
            }
        }

        private void sort(Node node) {
            node.children.forEach(this::sort);
            node.children.sort(BY_DATE);
        }

        private static void write(Node node, StringBuilder out) {
            out.append('(');
            writeInside(node, out);
            out.append(')');
        }

        private static void writeInside(Node node, StringBuilder out) {
            if (!node.isDummy()) {
                out.append(node.number).append(node.children.isEmpty() ? "" : " ");
            }
            if (node.children.size() == 1) {
                writeInside(node.children.getFirst(), out);
            } else {
                node.children.forEach(child -> write(child, out));
            }
        }
    }
}
