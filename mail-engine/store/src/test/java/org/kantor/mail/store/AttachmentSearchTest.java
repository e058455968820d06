package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.TextField;
import org.kantor.mail.search.internal.LuceneMessageIndex;
import org.kantor.mail.search.internal.SearchService;
import org.kantor.mail.search.query.QueryParser;
import org.kantor.mail.wire.mime.Casemap;

/** What stands in attached files: found by people once it has been read, never by IMAP, and read only once. */
class AttachmentSearchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    @TempDir
    Path folder;

    /** What was given to the reader. */
    private final List<String> read = new ArrayList<>();

    private boolean broken;
    private LuceneMessageIndex index;
    private MailSearch search;
    private AccountId alice;

    @BeforeEach
    void openIndex() {
        index = open();
        alice = store.account();
    }

    private LuceneMessageIndex open() {
        var opened = new LuceneMessageIndex(
                folder,
                store.db.transactions(),
                store.db.jdbc(),
                store.messages(),
                store.store().changes(),
                null,
                (format, octets) -> {
                    if (broken) {
                        throw new IOException("cannot be started");
                    }
                    var text = new String(octets, StandardCharsets.UTF_8);
                    read.add(text);
                    return text.startsWith("unreadable") ? Optional.empty() : Optional.of(text);
                });
        search = new SearchService(
                opened, store.mailboxes(), store.messages(), store.store().labels(), store.db.clock());
        return opened;
    }

    @AfterEach
    void closeIndex() {
        index.close();
    }

    private void deliver(String subject, String... files) {
        var text = new StringBuilder("From: bob@example.org\r\nSubject: " + subject
                + "\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee there.\r\n");
        for (var file : files) {
            text.append(
                            "--b\r\nContent-Type: application/pdf; name=\"file.pdf\"\r\nContent-Disposition: attachment\r\n")
                    .append("Content-Transfer-Encoding: base64\r\n\r\n")
                    .append(Base64.getMimeEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8)))
                    .append("\r\n");
        }
        store.deliver(alice, "INBOX", StoreFixture.raw(text + "--b--\r\n", 0, Set.of()));
    }

    private Set<String> subjects(String query) {
        var numbers = search
                .find(alice, QueryParser.parse(query, Instant.parse("2026-11-15T05:00:00Z"), ZoneOffset.UTC), 1_000)
                .hits()
                .stream()
                .mapToLong(MailSearch.Hit::message)
                .toArray();
        var subjects = new TreeSet<String>();
        store.messages().summaries(alice, numbers).forEach(each -> subjects.add(each.subject()));
        return subjects;
    }

    @Test
    void aMessageIsFoundAtOnceAndByItsFilesOnceTheyAreRead() {
        deliver("Figures", "the quarterly turnover", "and the second file");
        assertThat(subjects("figures")).containsExactly("Figures");
        assertThat(subjects("turnover")).isEmpty();
        index.readAttachments();
        assertThat(subjects("turnover")).containsExactly("Figures");
        assertThat(subjects("\"second file\" figures")).containsExactly("Figures");
        assertThat(subjects("subject:turnover")).isEmpty();
        assertThat(subjects("-turnover")).isEmpty();
    }

    @Test
    void imapsBodyIsWithoutTheFiles() {
        deliver("Figures", "the quarterly turnover");
        index.snapshot(alice, PATIENCE).close();
        index.readAttachments();
        try (var snapshot = index.snapshot(alice, PATIENCE)) {
            for (var field : TextField.values()) {
                var matches = snapshot.containing(field, Casemap.map("turnover"));
                assertThat(matches.contains(store.view(alice).message(0)))
                        .as(field.name())
                        .isFalse();
            }
            assertThat(snapshot.containing(TextField.BODY, Casemap.map("see there"))
                            .contains(store.view(alice).message(0)))
                    .isTrue();
        }
    }

    @Test
    void noFileIsReadTwiceNotEvenForANewIndex() {
        deliver("One", "first words");
        deliver("Two", "unreadable words");
        subjects("x");
        index.readAttachments();
        assertThat(read).containsExactlyInAnyOrder("first words", "unreadable words");
        index.readAttachments();
        index.rebuild(alice);
        assertThat(subjects("words")).containsExactly("One");
        index.readAttachments();
        assertThat(read).hasSize(2);
        assertThat(index.check(StoreCheck.Depth.CONTENT)).isEmpty();
    }

    @Test
    void whatWaitsIsStillKnownAfterARestart() {
        deliver("One", "first words");
        subjects("x");
        index.close();
        index = open();
        index.lookAround();
        index.readAttachments();
        assertThat(subjects("first")).containsExactly("One");
    }

    @Test
    void aReaderThatCannotBeStartedIsAskedAgainLater() {
        deliver("One", "first words");
        subjects("x");
        broken = true;
        index.readAttachments();
        assertThat(subjects("one")).containsExactly("One");
        broken = false;
        index.commit();
        index.lookAround();
        index.readAttachments();
        assertThat(subjects("first")).containsExactly("One");
    }

    @Test
    void theTextGoesWithTheMessage() {
        deliver("One", "first words");
        subjects("x");
        index.readAttachments();
        assertThat(store.db.number("select count(*) from attachment_text where account = ?", alice.value()))
                .isOne();
        store.messages().remove(alice, store.inbox(alice), new long[] {1}, StoreFixture.ACTOR);
        store.db.clock().advance(Duration.ofDays(1));
        store.store().maintenance().run();
        assertThat(store.db.number("select count(*) from attachment_text where account = ?", alice.value()))
                .isZero();
        assertThat(store.store().check().run(StoreCheck.Depth.CONTENT)).isEmpty();
    }

    @Test
    void randomFilesAreFoundLikeALookAtEveryOneWouldFindThem() {
        var seed = Long.getLong("kantor.seed", System.nanoTime());
        System.out.println("AttachmentSearchTest: -Dkantor.seed=" + seed);
        var random = new Random(seed);
        var words = List.of("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel");
        var stored = new ArrayList<List<String>>();
        for (var i = 0; i < 120; i++) {
            var files = new String[random.nextInt(4)];
            for (var j = 0; j < files.length; j++) {
                files[j] = words.get(random.nextInt(8)) + " " + words.get(random.nextInt(8));
            }
            stored.add(Arrays.asList(files));
            deliver("m" + i, files);
            if (random.nextInt(30) == 0) {
                subjects("x");
                index.readAttachments();
            }
        }
        subjects("x");
        index.readAttachments();
        for (var word : words) {
            for (var other : words) {
                var expected = new TreeSet<String>();
                for (var i = 0; i < stored.size(); i++) {
                    var text = " " + String.join(" ", stored.get(i)) + " ";
                    if (text.contains(" " + word + " ") && text.contains(" " + other + " ")) {
                        expected.add("m" + i);
                    }
                }
                assertThat(subjects(word + " " + other))
                        .as("seed %d: %s %s", seed, word, other)
                        .isEqualTo(expected);
            }
        }
    }
}
