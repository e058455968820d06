package org.kantor.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills the running server and its database ({@code kill -9}) at random moments under ten writers; the launcher's supervision brings them back. What was
 * answered with 250 or OK must be there exactly once. The number of kills is the system property {@code kantor.suite.kills}, the seed {@code
 * kantor.seed}.
 */
@Tag("fault")
class KilledSuiteSystemTest {

    private static final String[] PEOPLE = {"alice", "bob", "carol"};
    private static final int WRITERS = 10;
    private static final int RESTARTS_BEFORE_THE_LAUNCHER_GIVES_UP = 3;
    private static final long PATIENCE_SECONDS = 180;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger number = new AtomicInteger();
    private final String run = Long.toString(System.nanoTime(), 36);

    @Test
    void nothingAnsweredIsLostOrDoubled() throws Exception {
        var kills = Integer.getInteger("kantor.suite.kills", 6);
        long seed = Long.getLong("kantor.seed", new Random().nextLong());
        System.out.println("KilledSuiteSystemTest: " + kills + " kills, -Dkantor.seed=" + seed);
        var random = new Random(seed);
        var writers = new ArrayList<Thread>();
        for (var i = 0; i < WRITERS; i++) {
            var writer = i;
            var own = new Random(seed + i);
            writers.add(Thread.ofVirtual().start(() -> write(writer, own)));
        }
        var restarts = new HashMap<String, Integer>();
        for (var i = 1; i <= kills; i++) {
            awaitSomethingNew();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(3_000)));
            var part = random.nextInt(3) == 0 ? "database" : "server";
            kill(part);
            awaitSomethingNew();
            if (restarts.merge(part, 1, Integer::sum) == RESTARTS_BEFORE_THE_LAUNCHER_GIVES_UP) {
                restarts.remove(part);
                Admin.kantor("restart", part);
            }
        }
        awaitSomethingNew();
        running.set(false);
        for (var writer : writers) {
            writer.join();
        }
        verify("seed " + seed);
        Admin.kantor("check");
        System.out.println("KilledSuiteSystemTest: " + acknowledged.size() + " messages, each there exactly once");
    }

    private void awaitSomethingNew() {
        var before = acknowledged.size();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (acknowledged.size() <= before + WRITERS) {
            assertThat(System.nanoTime()).as("the suite answers again").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static void kill(String part) throws IOException {
        var pid = Files.readString(Suite.HOME.resolve("run").resolve(part + ".pid"))
                .split(" ")[0];
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    private void write(int writer, Random random) {
        while (running.get()) {
            var person = PEOPLE[random.nextInt(PEOPLE.length)];
            var subject = "kill-" + run + "-" + number.incrementAndGet();
            var message = "From: sender@elsewhere.example\r\nTo: " + person + "@example.org\r\nSubject: " + subject
                    + "\r\nMessage-ID: <" + subject + "@elsewhere.example>\r\n\r\n"
                    + "Text.\r\n".repeat(random.nextInt(500));
            try {
                switch (writer % 3) {
                    case 0 -> smtp(Suite.lmtp(), "LHLO", person, message);
                    case 1 -> smtp(Suite.smtp(), "EHLO", person, message);
                    default -> append(person, message);
                }
                acknowledged.add(person + " " + subject);
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    private static void smtp(int port, String hello, String person, String message) throws IOException {
        try (var socket = new MailSocket(port)) {
            socket.deliver(hello, person + "@example.org", message);
        }
    }

    private static void append(String person, String message) throws IOException {
        try (var socket = new MailSocket(Suite.imap())) {
            socket.login(person, person + "-demo");
            socket.send("b APPEND INBOX {" + message.length() + "}\r\n");
            var answer = socket.line();
            if (!answer.startsWith("+")) {
                throw new IOException(answer);
            }
            socket.send(message + "\r\n");
            socket.ok("b");
        }
    }

    /** In any mailbox, as the queue and filters may file elsewhere. */
    private void verify(String when) throws IOException {
        Map<String, Integer> there = new HashMap<>();
        for (var person : PEOPLE) {
            try (var socket = new MailSocket(Suite.imap())) {
                socket.login(person, person + "-demo");
                for (var mailbox : List.of("INBOX", "Spam")) {
                    socket.send("c EXAMINE " + mailbox + "\r\n");
                    socket.ok("c");
                    socket.send("d UID FETCH 1:* (BODY.PEEK[HEADER.FIELDS (SUBJECT)])\r\n");
                    for (var line = socket.line(); !line.startsWith("d "); line = socket.line()) {
                        if (line.startsWith("Subject: kill-" + run)) {
                            there.merge(person + " " + line.substring("Subject: ".length()), 1, Integer::sum);
                        }
                    }
                }
            }
        }
        assertThat(there.entrySet().stream()
                        .filter(entry -> entry.getValue() > 1)
                        .toList())
                .as("twice, " + when)
                .isEmpty();
        assertThat(acknowledged.stream()
                        .filter(line -> !there.containsKey(line))
                        .toList())
                .as("lost, " + when)
                .isEmpty();
    }
}
