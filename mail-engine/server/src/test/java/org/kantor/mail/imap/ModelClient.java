package org.kantor.mail.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kantor.mail.imap.MailboxTruth.State;

/**
 * A client that believes nothing but what it hears, and that knows what a server may say when. It checks every untagged response against the RFCs
 * and the {@linkplain MailboxTruth truth}, and after every command that its picture of the mailbox is the truth.
 */
final class ModelClient implements AutoCloseable {

    /** What a client turns on. */
    enum Kind {
        PLAIN,
        CONDSTORE,
        QRESYNC,
        UIDONLY,
        QRESYNC_UIDONLY;

        boolean modseqs() {
            return EnumSet.of(CONDSTORE, QRESYNC, QRESYNC_UIDONLY).contains(this);
        }

        boolean resyncs() {
            return this == QRESYNC || this == QRESYNC_UIDONLY;
        }

        boolean uidOnly() {
            return this == UIDONLY || this == QRESYNC_UIDONLY;
        }

        boolean vanished() {
            return this != PLAIN && this != CONDSTORE;
        }
    }

    /** What the server may do in answer to a command. */
    enum May {
        EXPUNGE,
        TELL_EARLIER,
        /** FETCH responses that were asked for: they have what was asked for, and no more. */
        FETCH
    }

    private static final Pattern NUMBERED = Pattern.compile("\\* (\\d+) (EXISTS|RECENT|EXPUNGE|FETCH|UIDFETCH)(.*)");
    private static final Pattern VANISHED = Pattern.compile("\\* VANISHED( \\(EARLIER\\))? ([0-9:,]+)");
    private static final Pattern HIGHEST = Pattern.compile("(?:\\* )?OK \\[HIGHESTMODSEQ (\\d+)].*");
    private static final Pattern VALIDITY = Pattern.compile("\\* OK \\[UIDVALIDITY (\\d+)].*");
    private static final Pattern UID = Pattern.compile("[( ]UID (\\d+)[ )]");
    private static final Pattern FLAGS = Pattern.compile("[( ]FLAGS \\(([^)]*)\\)");
    private static final Pattern MODSEQ = Pattern.compile("[( ]MODSEQ \\((\\d+)\\)");

    final Kind kind;
    private final ImapFixture server;
    private final MailboxTruth truth;
    private ImapClient wire;
    /** The messages by sequence number (less one). */
    final List<Long> uids = new ArrayList<>();
    /** Of the messages whose flags it has heard; change numbers only if it keeps track of them. */
    final Map<Long, State> known = new TreeMap<>();
    /** How the mailbox was when it was last told everything: what answers are given from. */
    Map<Long, State> synced = Map.of();

    boolean idling;
    private String validity = "";
    /** The newest change number that it has heard of, and the newest up to which it has heard of everything. */
    private long newest;

    private long complete;
    /** The highest UID when it last heard of new messages. */
    long announced;

    /** What the last command has brought. */
    List<String> heard = List.of();

    final Set<Long> fetched = new HashSet<>();

    final Set<Long> earlier = new TreeSet<>();

    ModelClient(Kind kind, ImapFixture server, MailboxTruth truth) throws IOException {
        this.kind = kind;
        this.server = server;
        this.truth = truth;
        this.wire = connect();
        select(kind == Kind.CONDSTORE ? " (CONDSTORE)" : "");
    }

    private ImapClient connect() throws IOException {
        var client = server.logIn();
        if (kind.resyncs()) {
            client.command("ENABLE QRESYNC");
        }
        if (kind.uidOnly()) {
            client.command("ENABLE UIDONLY");
        }
        return client;
    }

    private void select(String parameters) throws IOException {
        uids.clear();
        announced = 0;
        var lines =
                command("SELECT INBOX" + parameters, EnumSet.of(May.FETCH, May.TELL_EARLIER), kind == Kind.CONDSTORE);
        validity = lines.stream()
                .map(VALIDITY::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(lines.stream().filter(line -> HIGHEST.matcher(line).matches()))
                .hasSize(1);
        told(true);
    }

    /** The connection is lost; a client of QRESYNC is brought up to date from what it has kept, the others ask for everything. */
    void comeBack(boolean named) throws IOException {
        wire.close();
        wire = connect();
        var kept = new TreeMap<>(known);
        var cached = new TreeSet<>(uids);
        if (!kind.resyncs() || cached.isEmpty()) {
            known.clear();
            select(kind == Kind.CONDSTORE ? " (CONDSTORE)" : "");
            return;
        }
        var since = complete;
        var names = named ? " " + set(cached) : "";
        select(" (QRESYNC (" + validity + " " + since + names + "))");
        var expected = new TreeSet<>(truth.removedSince(since));
        if (named) {
            expected.retainAll(cached);
        }
        assertThat(earlier).isEqualTo(expected);
        // whatever it kept and was not told of still holds; it knows of no message that is not there
        assertThat(truth.now().keySet()).containsAll(minus(kept.keySet(), earlier));
        assertThat(known.keySet()).isSubsetOf(truth.now().keySet());
        if (!named) {
            assertThat(known.keySet()).containsAll(minus(truth.now().keySet(), cached));
        }
    }

    private static Set<Long> minus(Set<Long> all, Set<Long> some) {
        var rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    static String set(Iterable<Long> uids) {
        var text = new ArrayList<String>();
        uids.forEach(uid -> text.add(Long.toString(uid)));
        return String.join(",", text);
    }

    /** Sends a command and takes its responses; answers all lines, the tagged one without its tag last. */
    List<String> command(String text, Set<May> may, boolean modseqs) throws IOException {
        fetched.clear();
        earlier.clear();
        var lines = joined(wire.any(text));
        heard = lines;
        truth.refresh();
        for (var line : lines) {
            hear(line, may, modseqs);
        }
        assertThat(lines.getLast()).doesNotStartWith("BAD");
        return lines;
    }

    /** Puts a literal of one octet back into its line. */
    private static List<String> joined(List<String> lines) {
        var joined = new ArrayList<String>();
        for (var line : lines) {
            if (!joined.isEmpty() && joined.getLast().endsWith("{1}")) {
                joined.add(joined.removeLast() + line);
            } else {
                joined.add(line);
            }
        }
        return joined;
    }

    /** The server has said all that it may. */
    void told(boolean everything) {
        if (everything) {
            complete = Math.max(complete, newest);
            assertThat(uids).containsExactlyElementsOf(truth.now().keySet());
        } else {
            assertThat(uids.stream().filter(truth.now()::containsKey))
                    .containsExactlyElementsOf(truth.now().keySet());
        }
        known.keySet().retainAll(uids);
        known.forEach((uid, state) -> {
            var real = truth.now().get(uid);
            if (real != null) {
                assertThat(state.flags()).as("flags of %d", uid).isEqualTo(real.flags());
                if (kind.modseqs()) {
                    assertThat(state.modseq()).as("change number of %d", uid).isEqualTo(real.modseq());
                }
            }
        });
        var states = new TreeMap<Long, State>();
        for (var uid : uids) {
            var real = truth.now().get(uid);
            states.put(uid, real == null ? synced.get(uid) : real);
        }
        synced = states;
    }

    /** Whether it knows all that is to be known, for a client that waits for it. */
    private boolean upToDate() {
        return uids.equals(List.copyOf(truth.now().keySet()))
                && known.entrySet().stream().allMatch(entry -> {
                    var real = truth.now().get(entry.getKey());
                    return real.flags().equals(entry.getValue().flags())
                            && (!kind.modseqs()
                                    || real.modseq() == entry.getValue().modseq());
                });
    }

    void idle() throws IOException {
        wire.send("idle IDLE\r\n");
        String line;
        while (!(line = nextLine()).startsWith("+ ")) {
            hear(line, EnumSet.of(May.EXPUNGE), false);
        }
        idling = true;
        listen();
    }

    private String nextLine() throws IOException {
        var line = wire.line();
        assertThat(line).isNotNull();
        return line;
    }

    /** An idling client hears of everything at once. */
    void listen() throws IOException {
        truth.refresh();
        while (!upToDate()) {
            hear(nextLine(), EnumSet.of(May.EXPUNGE), false);
        }
        told(true);
    }

    void done() throws IOException {
        wire.send("DONE\r\n");
        idling = false;
        truth.refresh();
        String line;
        while (!(line = nextLine()).startsWith("idle OK")) {
            hear(line, EnumSet.of(May.EXPUNGE), false);
        }
        told(true);
    }

    private void hear(String line, Set<May> may, boolean modseqs) {
        var vanished = VANISHED.matcher(line);
        var numbered = NUMBERED.matcher(line);
        var highest = HIGHEST.matcher(line);
        if (vanished.matches()) {
            assertThat(kind.vanished()).as(line).isTrue();
            var gone = numbers(vanished.group(2));
            assertThat(truth.now().keySet()).as(line).doesNotContainAnyElementsOf(gone);
            if (vanished.group(1) != null) {
                assertThat(may).as(line).contains(May.TELL_EARLIER);
                assertThat(uids).as(line).doesNotContainAnyElementsOf(gone);
                assertThat(fetched).as("VANISHED (EARLIER) comes before FETCH").isEmpty();
                earlier.addAll(gone);
            } else {
                assertThat(may).as(line).contains(May.EXPUNGE);
                assertThat(uids).as(line).containsAll(gone);
                uids.removeAll(gone);
            }
            known.keySet().removeAll(gone);
        } else if (highest.matches()) {
            assertThat(Long.parseLong(highest.group(1))).as(line).isEqualTo(truth.modseq());
            newest = Math.max(newest, truth.modseq());
        } else if (numbered.matches()) {
            var number = Integer.parseInt(numbered.group(1));
            switch (numbered.group(2)) {
                case "EXISTS" -> exists(number);
                case "EXPUNGE" -> {
                    assertThat(kind.vanished()).as(line).isFalse();
                    assertThat(may).as(line).contains(May.EXPUNGE);
                    assertThat(number).isBetween(1, uids.size());
                    var uid = uids.remove(number - 1);
                    assertThat(truth.now().keySet()).as(line).doesNotContain(uid);
                    known.remove(uid);
                }
                case "FETCH" -> {
                    assertThat(kind.uidOnly()).as(line).isFalse();
                    assertThat(number).as(line).isBetween(1, uids.size());
                    fetch(line, uids.get(number - 1), may, modseqs);
                }
                case "UIDFETCH" -> {
                    assertThat(kind.uidOnly()).as(line).isTrue();
                    fetch(line, number, may, modseqs);
                }
                default -> assertThat(number).as(line).isBetween(0, uids.size());
            }
        }
    }

    private void exists(int count) {
        var fresh = truth.now().tailMap(announced, false).keySet();
        assertThat(count).as("EXISTS").isEqualTo(uids.size() + fresh.size());
        uids.addAll(fresh);
        announced = truth.highestUid();
    }

    private void fetch(String line, long uid, Set<May> may, boolean asked) {
        assertThat(uids).as(line).contains(uid);
        fetched.add(uid);
        var named = UID.matcher(line);
        if (named.find()) {
            assertThat(Long.parseLong(named.group(1))).as(line).isEqualTo(uid);
        } else if (!may.contains(May.FETCH)) {
            assertThat(kind.uidOnly()).as(line).isTrue();
        }
        var numbered = MODSEQ.matcher(line);
        var modseq = numbered.find() ? Long.parseLong(numbered.group(1)) : 0;
        if (modseq > 0) {
            assertThat(kind.modseqs()).as(line).isTrue();
            newest = Math.max(newest, modseq);
        } else if (kind.modseqs()) {
            assertThat(may.contains(May.FETCH) && !asked).as(line).isTrue();
        }
        var before = known.get(uid);
        var flags = FLAGS.matcher(line);
        if (flags.find()) {
            var heard = Arrays.stream(flags.group(1).split(" "))
                    .filter(flag -> !flag.isEmpty() && !flag.equals("\\Recent"))
                    .collect(Collectors.toSet());
            assertThat(truth.wasEver(uid, heard, modseq)).as(line).isTrue();
            if (modseq > 0 || !kind.modseqs()) {
                known.put(uid, new State(heard, modseq));
            } else {
                assertThat(before == null || before.flags().equals(heard))
                        .as(line)
                        .isTrue();
            }
        } else if (modseq > 0 && before != null) {
            known.put(uid, new State(before.flags(), modseq));
        }
        if (before != null && modseq > 0) {
            assertThat(modseq).as(line).isGreaterThanOrEqualTo(before.modseq());
        }
    }

    /** It changed the flags itself and was not told of them, so that it knows what they are. */
    void changed(long uid, String mode, Set<String> flags) {
        var before = known.get(uid);
        if (before != null) {
            known.put(uid, new State(MailboxTruth.after(before.flags(), mode, flags), before.modseq()));
        }
    }

    static Set<Long> numbers(@Nullable String set) {
        var numbers = new TreeSet<Long>();
        if (set != null && !set.isEmpty()) {
            for (var part : set.split(",")) {
                var ends = part.split(":");
                for (var n = Long.parseLong(ends[0]); n <= Long.parseLong(ends[ends.length - 1]); n++) {
                    numbers.add(n);
                }
            }
        }
        return numbers;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
