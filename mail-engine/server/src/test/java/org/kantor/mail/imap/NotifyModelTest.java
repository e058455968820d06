package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Mailbox;

/**
 * Sessions with NOTIFY (RFC 5465) that change mailboxes at random, also at the same time: each knows how all mailboxes are from what it is told and what it does, without
 * ever asking.
 */
class NotifyModelTest {

    private static final int ROUNDS = 150;

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private static final Pattern STATUS = Pattern.compile("\\* STATUS \"?([^\" ]+)\"? \\((.*)\\)");
    private static final Pattern LIST =
            Pattern.compile("\\* LIST \\(([^)]*)\\) \"/\" (\\S+)(?: \\(\"OLDNAME\" \\((\\S+)\\)\\))?");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private AccountId alice;

    private record Counts(int messages, long uidNext, int unseen) {}

    /** Believes what it hears. */
    private final class Watcher implements AutoCloseable {

        private final ImapClient wire;
        private final boolean condstore;
        private final Map<String, Counts> counts = new TreeMap<>();
        private final Map<String, Long> modseqs = new HashMap<>();
        private final Set<String> names = new TreeSet<>();
        private final Set<String> subscribed = new TreeSet<>();
        /** Mailboxes that it changes itself: what it does there it knows only by asking. */
        private final Set<String> unsure = new TreeSet<>();

        Watcher(boolean condstore) throws IOException {
            this.condstore = condstore;
            wire = server.logIn();
            if (condstore) {
                wire.command("ENABLE CONDSTORE");
            }
            for (var own : server.store().mailboxes().list(alice)) {
                names.add(own.name());
                if (own.subscribed()) {
                    subscribed.add(own.name());
                }
            }
            hear(wire.command("NOTIFY SET STATUS (personal (MessageNew MessageExpunge FlagChange))"
                    + " (personal (MailboxName)) (personal (SubscriptionChange))"));
        }

        void hear(List<String> lines) {
            lines.forEach(this::hear);
        }

        private void hear(String line) {
            var status = STATUS.matcher(line);
            var list = LIST.matcher(line);
            if (status.matches()) {
                var name = status.group(1);
                var items = new HashMap<String, Long>();
                var words = status.group(2).split(" ");
                for (var i = 0; i < words.length; i += 2) {
                    items.put(words[i], Long.parseLong(words[i + 1]));
                }
                var before = counts.getOrDefault(name, new Counts(0, 1, 0));
                assertThat(items).as(line).containsKeys("UIDVALIDITY", "UNSEEN");
                counts.put(
                        name,
                        new Counts(
                                items.getOrDefault("MESSAGES", (long) before.messages)
                                        .intValue(),
                                items.getOrDefault("UIDNEXT", before.uidNext),
                                items.get("UNSEEN").intValue()));
                if (condstore) {
                    assertThat(items).as(line).containsKey("HIGHESTMODSEQ");
                    modseqs.put(name, items.get("HIGHESTMODSEQ"));
                }
                if (items.containsKey("MESSAGES")) {
                    unsure.remove(name);
                }
            } else if (list.matches()) {
                var name = list.group(2);
                if (list.group(3) != null) {
                    renamed(list.group(3), name);
                }
                if (list.group(1).contains("\\NonExistent")) {
                    gone(name);
                } else {
                    names.add(name);
                }
                if (list.group(1).contains("\\Subscribed")) {
                    subscribed.add(name);
                } else {
                    subscribed.remove(name);
                }
            } else {
                assertThat(line).startsWith("* OK ");
            }
        }

        void gone(String name) {
            names.remove(name);
            counts.remove(name);
            modseqs.remove(name);
            unsure.remove(name);
        }

        /** With all below, of which nothing is told. */
        void renamed(String from, String to) {
            for (var old : List.copyOf(names)) {
                if (old.equals(from) || old.startsWith(from + "/")) {
                    var name = to + old.substring(from.length());
                    names.remove(old);
                    names.add(name);
                    move(counts, old, name);
                    move(modseqs, old, name);
                    if (unsure.remove(old)) {
                        unsure.add(name);
                    }
                    if (subscribed.contains(old)) {
                        subscribed.add(name);
                    }
                }
            }
        }

        private static <T> void move(Map<String, T> map, String from, String to) {
            var value = map.remove(from);
            if (value != null) {
                map.put(to, value);
            }
        }

        /** What it is told must be all that has happened since. */
        void check(String what) throws IOException {
            hear(wire.command("NOOP"));
            var truth = new TreeMap<String, Counts>();
            var all = new TreeSet<String>();
            for (var mailbox : server.store().mailboxes().list(alice)) {
                all.add(mailbox.name());
                var now = server.store().mailboxes().status(alice, mailbox.id());
                if (!unsure.contains(mailbox.name())) {
                    truth.put(mailbox.name(), new Counts(now.messages(), now.uidNext(), now.unseen()));
                    if (condstore) {
                        assertThat(modseqs.get(mailbox.name())).as(what).isEqualTo(now.modseq());
                    }
                }
            }
            var known = new TreeMap<>(counts);
            known.keySet().removeAll(unsure);
            assertThat(names).as(what).isEqualTo(all);
            assertThat(known).as(what).isEqualTo(truth);
            assertThat(subscribed)
                    .as(what)
                    .isEqualTo(new TreeSet<>(server.store().mailboxes().subscriptions(alice)));
        }

        @Override
        public void close() throws IOException {
            wire.close();
        }
    }

    @Test
    void whoIsToldKnowsAllThatHappens() throws IOException {
        alice = server.newAlice();
        try (var one = new Watcher(false);
                var other = new Watcher(true);
                var stranger = server.logIn()) {
            var watchers = List.of(one, other);
            for (var round = 0; round < ROUNDS; round++) {
                var actions = 1 + random.nextInt(3);
                var done = new ArrayList<String>();
                for (var i = 0; i < actions; i++) {
                    done.add(act(watchers, stranger));
                }
                for (var watcher : watchers) {
                    watcher.check("seed %d round %d: %s".formatted(seed, round, done));
                }
            }
        }
    }

    private String name() {
        var names = server.store().mailboxes().list(alice).stream()
                .map(Mailbox::name)
                .toList();
        return names.get(random.nextInt(names.size()));
    }

    private static final List<String> NEW = List.of("a", "b", "a/b", "a/c", "b/c/d", "a/b/e", "f");

    private String act(List<Watcher> watchers, ImapClient stranger) throws IOException {
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                var name = name();
                server.deliver(name, SectionsTest.message("simple"), random.nextInt(2), Set.of());
                return "deliver " + name;
            }
            case 2, 3 -> {
                var name = name();
                var command = List.of(
                                "UID STORE 1:* +FLAGS.SILENT (\\Seen)",
                                "UID STORE 1:* -FLAGS.SILENT (\\Seen)",
                                "UID STORE 1:* +FLAGS.SILENT (\\Flagged)",
                                "UID MOVE * Archive")
                        .get(random.nextInt(4));
                stranger.command("SELECT \"" + name + "\"");
                stranger.any(command);
                stranger.command("UNSELECT");
                return name + " " + command;
            }
            case 4 -> {
                var command = "SUBSCRIBE " + NEW.get(random.nextInt(NEW.size()));
                if (random.nextBoolean()) {
                    command = "UN" + command;
                }
                stranger.command(command);
                return command;
            }
            case 5, 6 -> {
                var command = switch (random.nextInt(3)) {
                    case 0 -> "CREATE " + NEW.get(random.nextInt(NEW.size()));
                    case 1 -> "DELETE " + NEW.get(random.nextInt(NEW.size()));
                    default ->
                        "RENAME " + NEW.get(random.nextInt(NEW.size())) + " " + NEW.get(random.nextInt(NEW.size()));
                };
                return command + " " + stranger.any(command).getLast();
            }
            default -> {
                // a watcher does something itself, of which it need not be told
                var watcher = watchers.get(random.nextInt(watchers.size()));
                var target = name();
                if (random.nextBoolean()) {
                    watcher.hear(watcher.wire.command("APPEND \"" + target + "\" {3+}\r\nabc"));
                    watcher.unsure.add(target);
                    return "own APPEND " + target;
                }
                var created = NEW.get(random.nextInt(NEW.size()));
                var answer = watcher.wire.any("CREATE " + created);
                watcher.hear(answer.subList(0, answer.size() - 1));
                if (answer.getLast().startsWith("OK")) {
                    for (var level = created; !level.isEmpty(); level = MailboxFilters.above(level)) {
                        if (watcher.names.add(level)) {
                            watcher.counts.put(level, new Counts(0, 1, 0));
                            watcher.unsure.add(level);
                        }
                    }
                }
                return "own CREATE " + created;
            }
        }
    }
}
