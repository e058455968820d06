package org.kantor.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Fills a new demonstration with its world: mail of the last 60 days for alice, bob, carol and dave, alice's calendar, tasks and contacts. Mail that bears a date of
 * the past is appended over IMAP, since delivery would date it now; what has just arrived is delivered over LMTP. Done once for a home: a file marks it, and a
 * filling that was cut off goes on where it stopped. A suite that is not available yet, on a machine that is busy, is waited for; of several that fill one home
 * at a time the second waits for the first.
 */
public final class DemoWorld {

    private static final List<String> ACCOUNTS = List.of("bob", "carol", "dave", "alice");
    private static final Duration ARCHIVED_AFTER = Duration.ofDays(14);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** How long the suite may refuse, from the last step that it took. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /**
     * Where the suite listens.
     *
     * @param web such as {@code http://127.0.0.1:8080}
     */
    public record Endpoints(String host, int lmtp, int imap, String web) {}

    private final Endpoints endpoints;
    private final Clock clock;
    private final LetterWriter writer;
    private final List<Letter> letters;
    /** When the suite last did what was asked. */
    private Instant advanced;

    private DemoWorld(Endpoints endpoints, Clock clock) {
        this.endpoints = endpoints;
        this.clock = clock;
        this.writer = new LetterWriter(clock);
        letters = Mailbag.letters(clock);
        advanced = clock.instant();
    }

    /**
     * Returns when everything is there, at once if it is already.
     *
     * @param marker the file that says so, made at the end
     * @param clock also says, by its zone, where alice is
     * @param say takes a sentence of progress now and then
     * @throws UncheckedIOException if the suite does not answer as it should for {@link #PATIENCE}
     */
    public static void fill(Endpoints endpoints, Path marker, Clock clock, Consumer<String> say) {
        fill(endpoints, marker, clock, say, () -> Thread.sleep(PAUSE));
    }

    /** What is done between two tries. */
    interface Pause {
        void take() throws InterruptedException;
    }

    static void fill(Endpoints endpoints, Path marker, Clock clock, Consumer<String> say, Pause pause) {
        if (Files.exists(marker)) {
            return;
        }
        try (var file = FileChannel.open(
                        marker.resolveSibling(marker.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var held = file.lock()) {
            if (held.isValid() && !Files.exists(marker)) {
                new DemoWorld(endpoints, clock).fill(say, pause);
                Files.writeString(marker, clock.instant() + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The demonstration's world could not be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill(Consumer<String> say, Pause pause) throws IOException, InterruptedException {
        var told = "";
        while (true) {
            try {
                fill(say);
                return;
            } catch (IOException e) {
                if (clock.instant().isAfter(advanced.plus(PATIENCE))) {
                    throw e;
                }
                var reason = "waits: " + e.getMessage();
                if (!reason.equals(told)) {
                    say.accept(reason);
                    told = reason;
                }
                pause.take();
            }
        }
    }

    private void fill(Consumer<String> say) throws IOException, InterruptedException {
        for (var account : ACCOUNTS) {
            var count = append(account);
            say.accept(count + " messages for " + account);
        }
        deliver();
        var dav = endpoints.web() + "/dav/";
        var resources = new LinkedHashMap<String, String>();
        DemoCalendar.alices(clock)
                .forEach(event -> resources.put(
                        "calendars/alice/default/" + event.uid().replace("@example.org", "") + ".ics",
                        event.resource()));
        put(dav, resources, "text/calendar; charset=utf-8");
        var lists = new LinkedHashMap<String, String>();
        DemoTasks.lists().forEach((path, body) -> lists.put("calendars/alice/" + path, body));
        send(dav, "MKCALENDAR", lists, "application/xml; charset=utf-8");
        var tasks = new LinkedHashMap<String, String>();
        DemoTasks.alices(clock, letters).forEach((path, task) -> tasks.put("calendars/alice/" + path, task));
        put(dav, tasks, "text/calendar; charset=utf-8");
        var cards = new LinkedHashMap<String, String>();
        DemoContacts.alices().forEach((name, card) -> cards.put("addressbooks/alice/default/" + name, card));
        put(dav, cards, "text/vcard; charset=utf-8");
        say.accept(
                resources.size() + " events, " + tasks.size() + " tasks and " + cards.size() + " contacts for alice");
    }

    private static String password(String account) {
        return account + "-demo";
    }

    /** Everything of the past, mailbox by mailbox in the order of time; as many as lie there already were put there by an earlier try. */
    private int append(String account) throws IOException {
        var mailboxes = new LinkedHashMap<String, List<Letter>>();
        for (var letter : letters) {
            if (letter.concerns(account)
                    && !(letter.has("live") && !letter.from().is(account))) {
                mailboxes
                        .computeIfAbsent(mailbox(account, letter), name -> new ArrayList<>())
                        .add(letter);
            }
        }
        var count = 0;
        try (var imap = new ImapClient(endpoints.host(), endpoints.imap(), clock, account, password(account))) {
            for (var mailbox : mailboxes.entrySet()) {
                var there = imap.messages(mailbox.getKey());
                for (var letter : mailbox.getValue()
                        .subList(
                                Math.min(there, mailbox.getValue().size()),
                                mailbox.getValue().size())) {
                    imap.append(mailbox.getKey(), flags(account, letter), letter.when(), writer.write(letter));
                    advanced = clock.instant();
                }
                count += mailbox.getValue().size();
            }
        }
        return count;
    }

    private String mailbox(String account, Letter letter) {
        if (letter.has("draft")) {
            return "Drafts";
        }
        if (letter.from().is(account)) {
            return "Sent";
        }
        if (letter.has("spam")) {
            return "Spam";
        }
        if (letter.has("trash")) {
            return "Trash";
        }
        return letter.has("archive") || letter.when().isBefore(clock.instant().minus(ARCHIVED_AFTER))
                ? "Archive"
                : "INBOX";
    }

    private static String flags(String account, Letter letter) {
        var flags = new ArrayList<String>();
        if (letter.from().is(account) || !letter.has("unread")) {
            flags.add("\\Seen");
        }
        if (letter.has("draft")) {
            flags.add("\\Draft");
        }
        if (letter.has("flagged") && letter.to().getFirst().is(account)) {
            flags.add("\\Flagged");
        }
        return String.join(" ", flags);
    }

    /** What arrives just now, unless an earlier try delivered it. */
    private void deliver() throws IOException {
        try (var lmtp = new LmtpClient(endpoints.host(), endpoints.lmtp())) {
            for (var letter : letters) {
                if (letter.has("live")) {
                    var to = new ArrayList<String>(letter.recipients()
                            .map(Party::address)
                            .filter(a -> a.endsWith("@" + Party.DOMAIN))
                            .distinct()
                            .toList());
                    for (var account : ACCOUNTS) {
                        if (letter.recipients().anyMatch(party -> party.is(account)) && arrived(account, letter)) {
                            to.remove(account + "@" + Party.DOMAIN);
                        }
                    }
                    if (!to.isEmpty()) {
                        lmtp.deliver(letter.from().address(), to, writer.write(letter));
                        advanced = clock.instant();
                    }
                }
            }
        }
    }

    private boolean arrived(String account, Letter letter) throws IOException {
        try (var imap = new ImapClient(endpoints.host(), endpoints.imap(), clock, account, password(account))) {
            return imap.has("INBOX", letter.messageId());
        }
    }

    private void put(String base, Map<String, String> resources, String type) throws IOException, InterruptedException {
        send(base, "PUT", resources, type);
    }

    private void send(String base, String method, Map<String, String> resources, String type)
            throws IOException, InterruptedException {
        var credentials =
                Base64.getEncoder().encodeToString(("alice:" + password("alice")).getBytes(StandardCharsets.UTF_8));
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build()) {
            for (var resource : resources.entrySet()) {
                var request = HttpRequest.newBuilder(URI.create(base + resource.getKey()))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(resource.getValue()))
                        .build();
                var status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                // 405: an earlier try, or alice herself, has made the list already
                if (status != 201 && status != 204 && !(method.equals("MKCALENDAR") && status == 405)) {
                    throw new IOException(resource.getKey() + " was answered with " + status);
                }
                advanced = clock.instant();
            }
        }
    }
}
