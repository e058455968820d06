package org.kantor.mail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kantor.kernel.AccountId;
import org.kantor.mail.search.MailSearch;
import org.kantor.mail.search.internal.LuceneMessageIndex;
import org.kantor.mail.search.internal.SearchService;
import org.kantor.mail.search.query.QueryParser;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.IndonesianStemmer;

/** What people find: examples, and random queries over random messages beside a look at every message. */
class MailSearchTest {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    @RegisterExtension
    static final StoreFixture store = new StoreFixture();

    @TempDir
    Path folder;

    private LuceneMessageIndex index;
    private MailSearch search;
    private AccountId alice;

    @BeforeEach
    void openIndex() {
        index = new LuceneMessageIndex(
                folder,
                store.db.transactions(),
                store.db.jdbc(),
                store.messages(),
                store.store().changes());
        search = new SearchService(
                index, store.mailboxes(), store.messages(), store.store().labels(), store.db.clock());
        alice = store.account();
    }

    @AfterEach
    void closeIndex() {
        index.close();
    }

    private void deliver(String mailbox, String from, String subject, String body) {
        store.deliver(
                alice,
                mailbox,
                StoreFixture.raw(
                        "From: " + from + "\r\nTo: alice@example.org\r\nSubject: " + subject
                                + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body + "\r\n",
                        0,
                        Set.of()));
    }

    private MailSearch.Found find(AccountId account, String query) {
        return search.find(account, QueryParser.parse(query, NOW, ZoneOffset.UTC), 1_000);
    }

    /** The subjects, the best first. */
    private List<String> subjects(String query) {
        var numbers = find(alice, query).hits().stream()
                .mapToLong(MailSearch.Hit::message)
                .toArray();
        return store.messages().summaries(alice, numbers).stream()
                .map(Messages.Summary::subject)
                .toList();
    }

    @Test
    void wordsAreFoundByTheirStemsInBothLanguagesAndWithoutAccents() {
        deliver("INBOX", "bob@example.org", "Meetings", "We are planning.");
        deliver("INBOX", "bob@example.org", "Makan siang", "Mari kita bicarakan pembayaran.");
        deliver("INBOX", "bob@example.org", "Café", "Déjà vu");
        assertThat(subjects("meeting")).containsExactly("Meetings");
        assertThat(subjects("plans")).containsExactly("Meetings");
        assertThat(subjects("makanan")).containsExactly("Makan siang");
        assertThat(subjects("bayar")).containsExactly("Makan siang");
        assertThat(subjects("cafe deja")).containsExactly("Café");
        assertThat(subjects("CAFÉ")).containsExactly("Café");
    }

    @Test
    void aSearchCostsAsManyStatementsForManyMessagesAndMailboxesAsForFew() {
        var costs = new ArrayList<Integer>();
        for (var messages : List.of(2, 40)) {
            for (var i = 0; i < messages; i++) {
                var mailbox = "Project " + i;
                if (store.mailboxes().find(alice, mailbox).isEmpty()) {
                    store.mailboxes().create(alice, mailbox, null, StoreFixture.ACTOR);
                }
                deliver(mailbox, "bob@example.org", "Report " + i, "annual report");
            }
            assertThat(find(alice, "report from:bob is:unread").hits()).hasSizeGreaterThanOrEqualTo(messages);
            costs.add(store.db.count(() -> find(alice, "report from:bob is:unread")));
        }
        assertThat(costs.getLast()).isEqualTo(costs.getFirst());
    }

    @Test
    void aWordIsAskedForInTheSubjectAloneOrInTheTextAlone() {
        deliver("INBOX", "bob@example.org", "The budget", "is done");
        deliver("INBOX", "bob@example.org", "Done", "with the budget");
        assertThat(subjects("subject:budget")).containsExactly("The budget");
        assertThat(subjects("body:budget")).containsExactly("Done");
    }

    @Test
    void aPhraseIsTheWordsThemselves() {
        deliver("INBOX", "bob@example.org", "One", "annual report of the year");
        deliver("INBOX", "bob@example.org", "Two", "annual reports, report annually");
        assertThat(subjects("\"annual report\"")).containsExactly("One");
        assertThat(subjects("annual report")).containsExactlyInAnyOrder("One", "Two");
    }

    @Test
    void wordsOfGrammarAreNotAskedFor() {
        deliver("INBOX", "bob@example.org", "Rapat Bob", "");
        assertThat(subjects("rapat dengan bob")).containsExactly("Rapat Bob");
        assertThat(subjects("dengan")).isEmpty();
    }

    @Test
    void aWordOfGrammarThatStandsAloneBesideAnOperatorIsAskedFor() {
        deliver("INBOX", "bob@example.org", "Rapat dengan Bob", "");
        deliver("INBOX", "bob@example.org", "Rapat", "");
        assertThat(subjects("dengan is:unread")).containsExactly("Rapat dengan Bob");
        assertThat(subjects("dengan -rapat is:unread")).isEmpty();
    }

    @Test
    void writingWithoutSpacesIsFoundByItsPieces() {
        deliver("INBOX", "bob@example.org", "Thai", "ห้องประชุมใหญ่");
        deliver("INBOX", "bob@example.org", "Chinese", "明天在会议室见");
        assertThat(subjects("ประชุม")).containsExactly("Thai");
        assertThat(subjects("会议室")).containsExactly("Chinese");
    }

    @Test
    void theBestComesFirst() {
        deliver("INBOX", "bob@example.org", "Something else", "an invoice among many other words of this long text");
        deliver("INBOX", "bob@example.org", "Invoice 17", "invoice");
        deliver("INBOX", "bob@example.org", "Nothing", "");
        assertThat(subjects("invoice")).containsExactly("Invoice 17", "Something else");
        assertThat(subjects("")).containsExactly("Nothing", "Invoice 17", "Something else");
    }

    @Test
    void spamAndTrashAreLookedIntoOnlyWhenTheyAreNamed() {
        deliver("INBOX", "bob@example.org", "Invoice 1", "");
        deliver("Trash", "bob@example.org", "Invoice 2", "");
        deliver("Spam", "bob@example.org", "Invoice 3", "");
        assertThat(subjects("invoice")).containsExactly("Invoice 1");
        assertThat(subjects("invoice in:trash")).containsExactly("Invoice 2");
        assertThat(subjects("invoice in:spam")).containsExactly("Invoice 3");
        assertThat(subjects("invoice in:anywhere")).hasSize(3);
    }

    @Test
    void severalQueriesFindInOneWalkWhatEachFindsAlone() {
        deliver("INBOX", "bulk@example.org", "Offer", "cheap");
        deliver("INBOX", "bob@example.org", "Minutes", "about the offer");
        deliver("Spam", "bulk@example.org", "Prize", "offer");
        var queries = Stream.of("offer", "from:bulk in:anywhere", "is:unread nowhere")
                .map(query -> QueryParser.parse(query, NOW, ZoneOffset.UTC))
                .toList();
        var alone =
                queries.stream().map(query -> search.find(alice, query, 1_000)).toList();
        assertThat(alone).extracting(MailSearch.Found::total).containsExactly(2, 2, 0);
        var together = new ArrayList<MailSearch.Found>();
        var cost = store.db.count(() -> together.addAll(search.find(alice, queries, 1_000)));
        assertThat(together).isEqualTo(alone);
        assertThat(cost).isEqualTo(store.db.count(() -> search.find(alice, queries.get(1), 1_000)));
    }

    @Test
    void anAccountFindsOnlyItsOwn() {
        deliver("INBOX", "bob@example.org", "Secret", "");
        assertThat(find(store.account(), "secret in:anywhere").hits()).isEmpty();
    }

    @Test
    void filesAreFoundByTheirNames() {
        store.deliver(alice, "INBOX", StoreFixture.raw("""
                From: bob@example.org
                Subject: Files
                Content-Type: multipart/mixed; boundary=b

                --b

                See there.
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="annual_report.2026.pdf"

                x
                --b--
                """.replace("\n", "\r\n"), 0, Set.of()));
        deliver("INBOX", "bob@example.org", "No files", "report pdf");
        assertThat(subjects("has:attachment")).containsExactly("Files");
        assertThat(subjects("filename:pdf")).containsExactly("Files");
        assertThat(subjects("filename:report filename:2026")).containsExactly("Files");
        assertThat(subjects("-has:attachment")).containsExactly("No files");
    }

    // --- the oracle

    private static final List<String> WORDS = List.of(
            "meeting",
            "meetings",
            "meet",
            "report",
            "reports",
            "makan",
            "makanan",
            "bayar",
            "membayar",
            "pembayaran",
            "rapat",
            "café",
            "cafe",
            "invoice",
            "Invoices",
            "voice",
            "the",
            "yang",
            "dan",
            "plan",
            "planning");

    private static final Instant NOW = Instant.parse("2026-11-15T05:00:00Z");
    private static final String NESTED = "Projects/Alpha/Plans";

    private record Written(
            long message,
            String mailbox,
            String from,
            String to,
            String cc,
            String subject,
            String body,
            int flags,
            Set<String> keywords,
            Instant arrived,
            int octets) {

        List<String> texts() {
            return List.of(from, to, cc, subject, body);
        }
    }

    /** The keyword of the label "Kerja". */
    private String kerja = "";

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    private String words(int most) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    @Test
    void queriesFindWhatALookAtEveryMessageFinds() {
        kerja = store.store()
                .labels()
                .create(alice, "Kerja", Labels.Hue.TEAL, StoreFixture.ACTOR)
                .keyword();
        var written = new ArrayList<Written>();
        for (var i = 0; i < 150; i++) {
            written.add(deliverAny());
        }
        index.snapshot(alice, Duration.ofMinutes(2)).close();
        for (var i = 0; i < 300; i++) {
            var query = query(2);
            var expected = written.stream()
                    .filter(query.holds())
                    .map(Written::message)
                    .sorted()
                    .toList();
            var found = find(alice, query.text());
            assertThat(found.complete()).isTrue();
            assertThat(found.hits().stream()
                            .map(MailSearch.Hit::message)
                            .sorted()
                            .toList())
                    .as("seed %d, %s", seed, query.text())
                    .isEqualTo(expected);
            assertThat(found.total()).isEqualTo(expected.size());
        }
    }

    private Written deliverAny() {
        var from = words(2);
        var to = words(2);
        var cc = words(2);
        var subject = words(3);
        var body = words(12);
        var content = "From: " + encoded(from) + " <x@y.example>\r\nTo: " + encoded(to) + " <t@y.example>\r\nCc: "
                + encoded(cc) + " <c@y.example>\r\nSubject: " + encoded(subject)
                + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body;
        var keywords = new HashSet<String>();
        for (var keyword : List.of("work", kerja)) {
            if (random.nextInt(3) == 0) {
                keywords.add(keyword);
            }
        }
        var raw = StoreFixture.raw(
                content, random.nextInt(2) * Flags.SEEN | random.nextInt(2) * Flags.FLAGGED, Set.copyOf(keywords));
        var message = new NewMessage(raw.content(), raw.parsed(), raw.flags(), raw.keywords(), arrival());
        var mailbox = random.nextInt(3) == 0 ? NESTED : "INBOX";
        var delivered = store.deliver(alice, mailbox, message);
        return new Written(
                delivered.message(),
                mailbox,
                from + " x y example",
                to + " t y example",
                cc + " c y example",
                subject,
                body,
                message.flags(),
                message.keywords(),
                message.internalDate(),
                message.content().length);
    }

    /** Within two years, and often at a moment that a query may name. */
    private Instant arrival() {
        return switch (random.nextInt(3)) {
            case 0 -> NOW.minus(Duration.ofDays(random.nextInt(40)));
            case 1 -> NOW.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(random.nextInt(40)));
            default -> NOW.minusSeconds(random.nextInt(700 * 24 * 3600));
        };
    }

    private static String encoded(String text) {
        return "=?utf-8?q?" + quoted(text) + "?=";
    }

    private static String quoted(String text) {
        var out = new StringBuilder();
        for (var octet : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            out.append(String.format(Locale.ROOT, "=%02X", octet & 0xff));
        }
        return out.toString();
    }

    private record Wanted(String text, Predicate<Written> holds) {}

    private Wanted query(int depth) {
        if (random.nextInt(3) == 0) {
            return operator();
        }
        switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> {
                var word = word();
                return new Wanted("from:" + word, m -> has(m.from(), word));
            }
            case 1 -> {
                var word = word();
                return new Wanted("subject:" + word, m -> has(m.subject(), word));
            }
            case 2 -> {
                var unread = random.nextBoolean();
                return new Wanted(unread ? "is:unread" : "is:read", m -> unread == ((m.flags() & Flags.SEEN) == 0));
            }
            case 3 -> {
                var octets = 300 + random.nextInt(250);
                return new Wanted("larger:" + octets, m -> m.octets() > octets);
            }
            case 4 -> {
                if (random.nextBoolean()) {
                    var word = word();
                    return new Wanted(word, m -> m.texts().stream().anyMatch(text -> has(text, word)));
                }
                var phrase = words(2);
                BiPredicate<String, String> follows =
                        (text, wanted) -> Collections.indexOfSubList(list(text), list(wanted)) >= 0;
                return new Wanted(
                        "\"" + phrase + "\"", m -> m.texts().stream().anyMatch(text -> follows.test(text, phrase)));
            }
            case 5 -> {
                var inner = query(depth - 1);
                return new Wanted("-(" + inner.text() + ")", inner.holds().negate());
            }
            case 6 -> {
                var one = query(depth - 1);
                var other = query(depth - 1);
                return new Wanted(
                        "(" + one.text() + ") OR (" + other.text() + ")",
                        one.holds().or(other.holds()));
            }
            default -> {
                var one = query(depth - 1);
                var other = query(depth - 1);
                return new Wanted(
                        "(" + one.text() + ") (" + other.text() + ")",
                        one.holds().and(other.holds()));
            }
        }
    }

    /** One of the operators that ask for no words, but for those of other recipients. */
    private Wanted operator() {
        var word = word();
        var octets = 300 + random.nextInt(250);
        var days = random.nextInt(40);
        var day = LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(days);
        var midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        var age = NOW.minus(Duration.ofDays(days));
        return switch (random.nextInt(14)) {
            case 0 -> new Wanted("to:" + word, m -> has(m.to(), word));
            case 1 -> new Wanted("cc:" + word, m -> has(m.cc(), word));
            case 2 -> new Wanted("smaller:" + octets, m -> m.octets() < octets);
            case 3 -> new Wanted("before:" + day, m -> m.arrived().isBefore(midnight));
            case 4 -> new Wanted("after:" + day, m -> !m.arrived().isBefore(midnight));
            case 5 -> {
                var month = midnight.atZone(ZoneOffset.UTC).withDayOfMonth(1).toInstant();
                yield new Wanted(
                        "before:" + day.toString().substring(0, 7),
                        m -> m.arrived().isBefore(month));
            }
            case 6 -> new Wanted("older_than:" + days + "d", m -> m.arrived().isBefore(age));
            case 7 -> new Wanted("newer_than:" + days + "d", m -> !m.arrived().isBefore(age));
            case 8 -> {
                var year = NOW.atZone(ZoneOffset.UTC).minusYears(1).toInstant();
                yield new Wanted("newer_than:1y", m -> !m.arrived().isBefore(year));
            }
            case 9 -> new Wanted("label:kerja", m -> m.keywords().contains(kerja));
            case 10 -> new Wanted("label:work", m -> m.keywords().contains("work"));
            case 11 -> new Wanted("is:starred", m -> (m.flags() & Flags.FLAGGED) != 0);
            case 12 ->
                new Wanted(
                        random.nextBoolean() ? "in:plans" : "in:" + NESTED,
                        m -> m.mailbox().equals(NESTED));
            default -> new Wanted("in:inbox", m -> m.mailbox().equals("INBOX"));
        };
    }

    /** A word, sometimes only its beginning; none that is grammar, as "in" would be. */
    private String word() {
        String word;
        do {
            var whole = WORDS.get(random.nextInt(WORDS.size()));
            word = random.nextInt(3) == 0 ? whole.substring(0, 1 + random.nextInt(whole.length())) : whole;
        } while (Set.of("the", "yang", "dan", "in").contains(word.toLowerCase(Locale.ROOT)));
        return word;
    }

    private static boolean has(String text, String wanted) {
        var word = plain(wanted);
        return list(text).stream()
                .anyMatch(each -> each.equals(word)
                        || word.length() >= 3
                                && (each.startsWith(word)
                                        || each.length() >= 3
                                                && (english(each).equals(english(word))
                                                        || indonesian(each).equals(indonesian(word)))));
    }

    private static List<String> list(String text) {
        var matcher = WORD.matcher(plain(text));
        var words = new ArrayList<String>();
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String english(String word) {
        var stemmer = new EnglishStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    private static String indonesian(String word) {
        var stemmer = new IndonesianStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    @Test
    void onlyAsManyAreAnsweredAsWereAskedFor() {
        Arrays.asList("a1 x", "a2 x", "a3 x").forEach(subject -> deliver("INBOX", "b@c", subject, ""));
        var found = search.find(alice, QueryParser.parse("x", Instant.EPOCH, ZoneOffset.UTC), 2);
        assertThat(found.hits()).hasSize(2);
        assertThat(found.total()).isEqualTo(3);
    }
}
