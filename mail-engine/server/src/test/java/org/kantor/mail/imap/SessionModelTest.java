package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kantor.change.Actor;
import org.kantor.mail.imap.MailboxTruth.State;
import org.kantor.mail.imap.ModelClient.Kind;
import org.kantor.mail.imap.ModelClient.May;
import org.kantor.mail.store.FlagChange;
import org.kantor.mail.store.Flags;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.NewMessage;
import org.kantor.mail.wire.mime.MessageParser;

/**
 * Sessions of every kind change one mailbox at random, among others who do; each response is checked against what the client may know, and each command against
 * what it must do. {@code -Dkantor.seed} plays a run again.
 */
class SessionModelTest {

    @RegisterExtension
    static final ImapFixture server = new ImapFixture();

    private static final int STEPS = 300;
    private static final List<String> FLAGS =
            List.of("\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Deleted", "$k");
    private static final Pattern MODIFIED = Pattern.compile("(OK|NO) \\[MODIFIED ([0-9:,]+)].*");
    private static final Actor ELSEWHERE = new Actor("test", "elsewhere", null);

    private Random random = new Random();
    private MailboxId inbox = new MailboxId(1);
    private MailboxTruth truth;
    private final List<ModelClient> clients = new ArrayList<>();
    private final Map<ModelClient, Set<Long>> saved = new HashMap<>();
    private String what = "";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noSessionEverLies(int run) throws IOException {
        var seed = Long.getLong("kantor.seed", new Random().nextLong());
        random = new Random(seed);
        server.newAlice();
        inbox = server.store()
                .mailboxes()
                .find(server.alice(), "INBOX")
                .orElseThrow()
                .id();
        deliver(8);
        truth = new MailboxTruth(server, inbox);
        var step = 0;
        try {
            for (var kind : Kind.values()) {
                clients.add(new ModelClient(kind, server, truth));
            }
            for (; step < STEPS; step++) {
                if (random.nextInt(7) == 0) {
                    elsewhere();
                } else {
                    act(clients.get(random.nextInt(clients.size())));
                }
                for (var client : clients) {
                    if (client.idling) {
                        what = client.kind + " listens after " + what;
                        client.listen();
                    }
                }
            }
        } catch (AssertionError | RuntimeException e) {
            var heard = clients.stream()
                    .map(client -> client.kind + " " + client.heard)
                    .collect(Collectors.joining("\n"));
            throw new AssertionError(
                    "seed " + seed + ", run " + run + ", step " + step + ": " + what + "; last heard:\n" + heard, e);
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    /** In one transaction, so that nobody sees a part of it. */
    private void deliver(int count) {
        var content = SectionsTest.message("simple");
        var message = new NewMessage(
                content,
                MessageParser.parse(content),
                0,
                Set.of(),
                server.db.clock().instant());
        server.store().messages().append(server.alice(), inbox, Collections.nCopies(count, message), ELSEWHERE);
    }

    private void elsewhere() {
        what = "elsewhere";
        var uids = some(truth.now().keySet()).stream().mapToLong(uid -> uid).toArray();
        var messages = server.store().messages();
        switch (random.nextInt(4)) {
            case 0, 1 -> deliver(1 + random.nextInt(3));
            case 2 -> messages.remove(server.alice(), inbox, uids, ELSEWHERE);
            default -> {
                // only the change numbers are others in the end
                messages.store(server.alice(), inbox, uids, FlagChange.add(Flags.DRAFT), Long.MAX_VALUE, ELSEWHERE);
                truth.refresh();
                messages.store(server.alice(), inbox, uids, FlagChange.remove(Flags.DRAFT), Long.MAX_VALUE, ELSEWHERE);
            }
        }
        truth.refresh();
    }

    private void act(ModelClient client) throws IOException {
        if (client.idling) {
            what = client.kind + " DONE";
            client.done();
            return;
        }
        var uid = client.kind.uidOnly() || random.nextBoolean();
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> store(client, uid);
            case 3, 4 -> fetch(client, uid);
            case 5 -> changedSince(client, uid);
            case 6, 7 -> search(client, uid);
            case 8 -> expunge(client);
            case 9 -> move(client, uid);
            case 10 -> run(client, "NOOP", EnumSet.of(May.EXPUNGE), false, true);
            case 11 -> {
                what = client.kind + " IDLE";
                client.idle();
            }
            case 12 -> status(client);
            default -> {
                what = client.kind + " comes back";
                saved.remove(client);
                client.comeBack(random.nextBoolean());
            }
        }
    }

    private List<String> run(ModelClient client, String command, Set<May> may, boolean modseqs, boolean told)
            throws IOException {
        what = client.kind + " " + command;
        var lines = client.command(command, may, modseqs);
        if (told) {
            client.told(may.contains(May.EXPUNGE));
        }
        return lines;
    }

    /** A few of them, never none if there are any. */
    private TreeSet<Long> some(Set<Long> uids) {
        var all = List.copyOf(uids);
        var some = new TreeSet<Long>();
        for (var i = random.nextInt(4); i >= 0 && !all.isEmpty(); i--) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    /** The messages as a set of the command; with UIDs that are gone among those that are there. */
    private String named(ModelClient client, Set<Long> uids, boolean uid) {
        if (!uid) {
            return ModelClient.set(
                    uids.stream().map(u -> client.uids.indexOf(u) + 1L).sorted().toList());
        }
        var all = new TreeSet<>(uids);
        all.addAll(truth.removed().stream()
                .filter(u -> !client.uids.contains(u))
                .limit(random.nextInt(3))
                .toList());
        return ModelClient.set(all);
    }

    private Set<May> may(boolean uid, May... more) {
        var may = uid ? EnumSet.of(May.EXPUNGE) : EnumSet.noneOf(May.class);
        may.addAll(List.of(more));
        return may;
    }

    private static String uid(boolean uid) {
        return uid ? "UID " : "";
    }

    private void store(ModelClient client, boolean uid) throws IOException {
        var targets = some(client.synced.keySet());
        if (targets.isEmpty()) {
            return;
        }
        var mode = List.of("", "+", "-").get(random.nextInt(3));
        var flags = new TreeSet<>(
                List.of(FLAGS.get(random.nextInt(FLAGS.size())), FLAGS.get(random.nextInt(FLAGS.size()))));
        var silent = random.nextBoolean();
        var since =
                client.kind.modseqs() && random.nextInt(3) == 0 ? random.nextLong(truth.modseq() + 2) : Long.MAX_VALUE;
        var before = Map.copyOf(truth.now());
        var lines = run(
                client,
                uid(uid) + "STORE " + named(client, targets, uid)
                        + (since == Long.MAX_VALUE ? " " : " (UNCHANGEDSINCE " + since + ") ")
                        + mode + "FLAGS" + (silent ? ".SILENT" : "") + " (" + String.join(" ", flags) + ")",
                may(uid),
                true,
                false);
        var modified = new TreeSet<Long>();
        for (var target : targets) {
            var state = before.get(target);
            if (state != null && state.modseq() > since) {
                modified.add(target);
            } else if (silent && state != null) {
                client.changed(target, mode, flags);
            }
            if (state != null && state.modseq() <= since) {
                assertThat(truth.now().get(target).flags()).isEqualTo(MailboxTruth.after(state.flags(), mode, flags));
                if (!silent || since < Long.MAX_VALUE) {
                    assertThat(client.fetched).contains(target);
                }
            } else if (state != null) {
                assertThat(truth.now().get(target)).isEqualTo(state);
            }
        }
        var failed = MODIFIED.matcher(lines.getLast());
        var told = failed.matches() ? ModelClient.numbers(failed.group(2)) : Set.<Long>of();
        assertThat(ModelClient.set(told)).isEqualTo(modified.isEmpty() ? "" : exactly(client, modified, uid));
        client.told(uid);
    }

    /** The sequence numbers of the moment, or the UIDs. */
    private static String exactly(ModelClient client, Set<Long> uids, boolean uid) {
        return ModelClient.set(
                uid
                        ? uids
                        : uids.stream()
                                .map(u -> List.copyOf(client.synced.keySet()).indexOf(u) + 1L)
                                .toList());
    }

    private void fetch(ModelClient client, boolean uid) throws IOException {
        var targets = some(client.synced.keySet());
        if (targets.isEmpty()) {
            return;
        }
        var modseqs = client.kind.modseqs() && random.nextBoolean();
        var items = List.of("FLAGS", "(UID FLAGS)", "(FLAGS INTERNALDATE)", "(FLAGS BODY[TEXT]<0.1>)")
                .get(random.nextInt(4));
        var asked = modseqs ? "(MODSEQ " + items.replaceAll("^\\(|\\)$", "") + ")" : items;
        run(
                client,
                uid(uid) + "FETCH " + named(client, targets, uid) + " " + asked,
                may(uid, May.FETCH),
                modseqs,
                true);
        assertThat(client.fetched).containsAll(targets);
    }

    private void changedSince(ModelClient client, boolean uid) throws IOException {
        if (!client.kind.modseqs() || client.synced.isEmpty()) {
            return;
        }
        var since = 1 + random.nextLong(truth.modseq());
        var vanished = client.kind.resyncs() && uid;
        var before = client.synced;
        var listed = Set.copyOf(client.uids);
        var announced = client.announced;
        run(
                client,
                uid(uid) + "FETCH 1:* FLAGS (CHANGEDSINCE " + since + (vanished ? " VANISHED)" : ")"),
                may(uid, May.FETCH, May.TELL_EARLIER),
                true,
                true);
        var expected = new TreeSet<Long>();
        before.forEach((u, state) -> {
            if (state.modseq() > since) {
                expected.add(u);
            }
        });
        assertThat(client.fetched).containsAll(expected);
        for (var u : client.fetched) {
            // the rest is news, of messages that changed meanwhile
            assertThat(expected.contains(u) || !before.get(u).equals(truth.now().get(u)))
                    .isTrue();
        }
        if (vanished) {
            var gone = new TreeSet<>(truth.removedSince(since));
            gone.removeAll(listed);
            assertThat(gone).containsAll(client.earlier);
            // of what came and went since, the client never heard
            assertThat(client.earlier).containsAll(gone.headSet(announced, true));
        }
    }

    private void search(ModelClient client, boolean uid) throws IOException {
        var since = 1 + random.nextLong(truth.modseq() + 1);
        record Asked(String key, boolean numbers, Predicate<Map.Entry<Long, State>> test) {}
        var asked = new ArrayList<>(List.of(
                new Asked("ALL", false, entry -> true),
                new Asked("UNSEEN", false, entry -> !entry.getValue().flags().contains("\\Seen")),
                new Asked(
                        "OR KEYWORD $k FLAGGED",
                        false,
                        entry -> entry.getValue().flags().contains("$k")
                                || entry.getValue().flags().contains("\\Flagged")),
                new Asked(
                        "$",
                        false,
                        entry -> saved.getOrDefault(client, Set.of()).contains(entry.getKey()))));
        if (client.kind.modseqs()) {
            asked.add(new Asked(
                    "MODSEQ " + since, false, entry -> entry.getValue().modseq() >= since));
        }
        if (!client.kind.uidOnly() && !client.synced.isEmpty()) {
            asked.add(new Asked("1", true, entry -> entry.getKey().equals(client.uids.getFirst())));
        }
        var one = asked.get(random.nextInt(asked.size()));
        var expected = new TreeSet<Long>();
        client.synced.entrySet().stream().filter(one.test).forEach(entry -> expected.add(entry.getKey()));
        var results = exactly(client, expected, uid);
        var save = random.nextBoolean();
        var lines = run(
                client,
                uid(uid) + "SEARCH " + (save ? "RETURN (ALL COUNT MIN MAX SAVE) " : "") + one.key,
                may(uid && !one.numbers),
                false,
                true);
        var answer = lines.stream()
                .filter(line -> line.startsWith("* SEARCH") || line.startsWith("* ESEARCH"))
                .toList();
        assertThat(answer).hasSize(1);
        var text = answer.getFirst().replaceAll(" \\(MODSEQ \\d+\\)| MODSEQ \\d+", "");
        if (save) {
            saved.put(client, Set.copyOf(expected));
            var all = results.isEmpty() ? "" : text.replaceAll(".* ALL (\\S+).*", "$1");
            assertThat(ModelClient.set(ModelClient.numbers(all))).isEqualTo(results);
            assertThat(text).contains(" COUNT " + expected.size());
            if (!expected.isEmpty()) {
                assertThat(text).contains(" MIN " + results.split(",")[0] + " ");
                assertThat(text).contains(" MAX " + results.substring(results.lastIndexOf(',') + 1) + " ");
            }
        } else {
            assertThat(text.replaceAll("^\\* SEARCH ?", "").replace(' ', ',')).isEqualTo(results);
        }
    }

    private void expunge(ModelClient client) throws IOException {
        var deleted = new TreeSet<Long>();
        truth.now().forEach((u, state) -> {
            if (state.flags().contains("\\Deleted")) {
                deleted.add(u);
            }
        });
        var before = truth.now().size();
        var some = some(client.synced.keySet());
        var all = some.isEmpty() || random.nextBoolean();
        if (!all) {
            deleted.retainAll(some);
        }
        var lines = run(
                client, all ? "EXPUNGE" : "UID EXPUNGE " + ModelClient.set(some), EnumSet.of(May.EXPUNGE), false, true);
        assertThat(truth.now().size()).isEqualTo(before - deleted.size());
        assertThat(Collections.disjoint(truth.now().keySet(), deleted)).isTrue();
        assertThat(lines.getLast().startsWith("OK [HIGHESTMODSEQ"))
                .isEqualTo(client.kind.resyncs() && !deleted.isEmpty());
    }

    private void move(ModelClient client, boolean uid) throws IOException {
        var targets = some(client.synced.keySet());
        if (targets.isEmpty()) {
            return;
        }
        var there = new TreeSet<>(targets);
        there.retainAll(truth.now().keySet());
        var verb = random.nextBoolean() ? "MOVE" : "COPY";
        var to = verb.equals("MOVE") ? "Archive" : "INBOX";
        run(
                client,
                uid(uid) + verb + " " + named(client, targets, uid) + " " + to,
                EnumSet.of(May.EXPUNGE),
                false,
                true);
        if (verb.equals("MOVE")) {
            assertThat(Collections.disjoint(truth.now().keySet(), there)).isTrue();
        }
    }

    private void status(ModelClient client) throws IOException {
        if (!client.kind.modseqs()) {
            return;
        }
        var lines = run(client, "STATUS INBOX (MESSAGES HIGHESTMODSEQ)", EnumSet.of(May.EXPUNGE), false, true);
        assertThat(lines)
                .contains("* STATUS INBOX (MESSAGES " + truth.now().size() + " HIGHESTMODSEQ " + truth.modseq() + ")");
    }
}
