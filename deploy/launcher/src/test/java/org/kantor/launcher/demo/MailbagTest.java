package org.kantor.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MailbagTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T03:12:00Z"), ZoneId.of("Asia/Jakarta"));
    private static final List<Letter> LETTERS = Mailbag.letters(CLOCK);

    private static List<Letter> of(String account) {
        return LETTERS.stream().filter(letter -> letter.concerns(account)).toList();
    }

    @Test
    void aliceHasAboutFourHundredMessagesInAboutOneHundredAndFiftyConversations() {
        assertThat(of("alice")).hasSizeBetween(390, 420);
        var conversations = new HashSet<String>();
        of("alice")
                .forEach(letter -> conversations.add(
                        letter.references().isEmpty()
                                ? letter.messageId()
                                : letter.references().getFirst()));
        assertThat(conversations).hasSizeBetween(140, 190);
        assertThat(of("bob")).hasSizeBetween(20, 200);
    }

    @Test
    void twelveOfThemAreUnread() {
        assertThat(of("alice").stream()
                        .filter(letter -> letter.has("unread")
                                && !letter.from().is("alice")
                                && letter.to().getFirst().is("alice")))
                .hasSize(12);
    }

    @Test
    void nothingLiesInTheFutureOrBeforeSixtyDays() {
        assertThat(LETTERS)
                .allSatisfy(letter -> assertThat(letter.when())
                        .isBetween(CLOCK.instant().minus(Duration.ofDays(61)), CLOCK.instant()));
        assertThat(LETTERS).isSortedAccordingTo((a, b) -> a.when().compareTo(b.when()));
    }

    @Test
    void theWorldIsTheSameEachTime() {
        assertThat(Mailbag.letters(CLOCK)).isEqualTo(LETTERS);
        assertThat(new HashSet<>(LETTERS.stream().map(Letter::messageId).toList()))
                .hasSameSizeAs(LETTERS);
    }

    @Test
    void theNewestMessagesAreThoseOfThePictures() {
        assertThat(LETTERS.stream().filter(l -> l.to().getFirst().is("alice")).toList().reversed().stream()
                        .limit(4)
                        .map(Letter::subject))
                .containsExactly(
                        "Cikarang site visit: agenda, transport and safety briefing",
                        "Faktur November sudah terbit",
                        "Cikarang site visit: agenda, transport and safety briefing",
                        "来週の打ち合わせについて");
    }

    @Test
    void everyMessageIsAsciiWithCrlfAndNothingLeftToFillIn() {
        var writer = new LetterWriter(CLOCK);
        for (var letter : LETTERS) {
            var text = new String(writer.write(letter), StandardCharsets.ISO_8859_1);
            assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
            assertThat(text.chars()).allMatch(c -> c < 0x7f);
            assertThat(letter.subject() + letter.body() + letter.options()).doesNotContain("{");
            assertThat(text.lines()).allMatch(line -> line.length() < 998);
        }
    }

    @Test
    void theAttachmentsAreWhatTheirNamesSay() throws IOException {
        assertThat(new String(DemoFiles.make("a.pdf", "x").content(), StandardCharsets.US_ASCII))
                .startsWith("%PDF-1.4")
                .endsWith("%%EOF\n");
        assertThat(ImageIO.read(new ByteArrayInputStream(
                                DemoFiles.make("a.png", "x").content()))
                        .getWidth())
                .isEqualTo(640);
        var names = new HashSet<String>();
        try (var zip = new ZipInputStream(
                new ByteArrayInputStream(DemoFiles.make("a.xlsx", "x").content()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).containsAll(Set.of("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"));
    }

    @Test
    void tasksStandAroundTodayAndComeFromMessagesThatThereAre() {
        var letters = Mailbag.letters(CLOCK);
        var tasks = DemoTasks.alices(CLOCK, letters);
        assertThat(tasks).hasSizeGreaterThan(10).containsKey("tasks/demo-task-1.ics");
        assertThat(DemoTasks.lists().keySet())
                .allMatch(list -> tasks.keySet().stream().anyMatch(path -> path.startsWith(list)));
        assertThat(tasks.values())
                .filteredOn(task -> task.contains("URL:mid:"))
                .hasSize(3)
                .allMatch(task -> letters.stream().anyMatch(letter -> task.contains("mid:" + letter.messageId())));
    }

    @Test
    void theWeekHasTheEventsOfThePictureAtTheirHoursInWhateverZone() {
        var events = DemoCalendar.alices(CLOCK);
        assertThat(events).hasSizeGreaterThan(20);
        assertThat(events.stream().map(DemoCalendar.Event::resource))
                .anySatisfy(ics -> assertThat(ics)
                        .contains(
                                "SUMMARY:Site visit\\, Cikarang plant",
                                "DTSTART:20261126T083000\r\n",
                                "DTEND:20261126T120000\r\n",
                                "PARTSTAT=NEEDS-ACTION"));
        assertThat(DemoContacts.alices()).containsKey("carol.vcf").hasSizeGreaterThan(12);
    }
}
