package org.kantor.groupware.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.groupware.Groupware.ACTOR;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.groupware.Groupware;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendars.Part;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.Resource;
import org.kantor.groupware.resource.Resources.Place;
import org.kantor.groupware.resource.SyncPoint;
import org.kantor.groupware.resource.Violation;
import org.kantor.groupware.resource.internal.CollectionEntity;
import org.kantor.groupware.resource.internal.CounterEntity;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.testkit.TestDatabase;

class CalendarsTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(CollectionEntity.class, CounterEntity.class);

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    private Calendars calendars;
    private Groupware groupware;
    private AccountId alice;
    private CollectionId calendar;

    @BeforeEach
    void anAccountWithItsCalendar() {
        groupware = new Groupware(db);
        calendars = groupware.calendars();
        alice = groupware.account("alice" + PEOPLE.incrementAndGet()).id();
        calendar = calendars.list(alice).getFirst().id();
    }

    private static byte[] event(String uid, String lines) {
        return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:" + uid
                        + "\r\nDTSTAMP:20260101T000000Z\r\n" + lines.replace("\n", "\r\n")
                        + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static final String MORNING = "DTSTART:20261125T020000Z\nDTEND:20261125T030000Z\nSUMMARY:Stand-up";

    private Resource put(String name, byte[] octets) {
        return calendars
                .put(alice, calendar, name, octets, Precondition.NONE, ACTOR)
                .resource();
    }

    private List<Occurrence> week() {
        return calendars.occurrences(
                alice, Instant.parse("2026-11-22T17:00:00Z"), Instant.parse("2026-11-29T17:00:00Z"), JAKARTA);
    }

    @Test
    void theFirstCalendarIsNamedAfterThePerson() {
        assertThat(calendars.list(alice))
                .singleElement()
                .satisfies(first -> assertThat(first.displayName()).startsWith("Person alice"));
    }

    @Test
    void calendarsAreMadeChangedAndDeleted() {
        var family = calendars.create(
                alice, new Calendar.Draft(null, Set.of(), Calendar.Edit.of("Family", Hue.GREEN)), ACTOR);
        assertThat(calendars.list(alice)).extracting(Calendar::displayName).endsWith("Family");
        var changed = calendars.change(alice, family.id(), Calendar.Edit.of("Family!", Hue.PINK), ACTOR);
        assertThat(changed.colour()).isEqualTo(Hue.PINK.colour());
        assertThat(calendars.calendar(alice, family.id()).orElseThrow().displayName())
                .isEqualTo("Family!");
        calendars.delete(alice, family.id(), ACTOR);
        assertThat(calendars.list(alice)).hasSize(1);
        assertThatThrownBy(() -> calendars.delete(alice, calendar, ACTOR))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.CANNOT));
    }

    @Test
    void anotherAccountSeesNothing() {
        put("a.ics", event("1", MORNING));
        var bob = groupware.account("bob" + PEOPLE.incrementAndGet()).id();
        assertThat(calendars.get(bob, calendar, "a.ics")).isEmpty();
        assertThatThrownBy(() -> calendars.list(bob, calendar)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> calendars.put(bob, calendar, "b.ics", event("2", MORNING), Precondition.NONE, ACTOR))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> calendars.delete(bob, calendar, "a.ics", Precondition.NONE, ACTOR))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> calendars.delete(bob, calendar, ACTOR)).isInstanceOf(Refused.class);
    }

    private CollectionId another() {
        return calendars
                .create(alice, new Calendar.Draft(null, Set.of(), Calendar.Edit.of("Other", Hue.GREEN)), ACTOR)
                .id();
    }

    @Test
    void whatWasMovedAndChangedIsPutBackWhereItWasAsItWas() {
        var octets = event("1", MORNING);
        var before = new Content(put("a.ics", octets), octets);
        var other = another();
        calendars.move(alice, new Place(calendar, "a.ics"), new Place(other, "a.ics"), false, ACTOR);
        var changed = calendars
                .put(alice, other, "a.ics", event("1", MORNING + "\nLOCATION:Lobby"), Precondition.NONE, ACTOR)
                .resource();
        calendars.putBack(alice, before, other, new Precondition.Matches(Set.of(changed.etag())), ACTOR);
        assertThat(calendars.list(alice, other)).isEmpty();
        assertThat(calendars.get(alice, calendar, "a.ics").orElseThrow().octets())
                .isEqualTo(octets);
    }

    @Test
    void aWayBackThatFailsInItsLastStepLeavesEverythingAsItIs() {
        var stored = put("a.ics", event("1", MORNING));
        var other = another();
        calendars.move(alice, new Place(calendar, "a.ics"), new Place(other, "a.ics"), false, ACTOR);
        var damaged = new Content(stored, "BEGIN:VCALENDAR".getBytes(StandardCharsets.UTF_8));
        var unchanged = new Precondition.Matches(Set.of(stored.etag()));
        assertThatThrownBy(() -> calendars.putBack(alice, damaged, other, unchanged, ACTOR))
                .isInstanceOf(Violation.class);
        assertThat(calendars.list(alice, calendar)).isEmpty();
        assertThat(calendars.get(alice, other, "a.ics")).isPresent();
    }

    @Test
    void whatIsStoredIsWhatWasSent() {
        var octets = event("1", MORNING + "\nX-UNKNOWN;X-P=\"a:b\":kept");
        var stored = put("a.ics", octets);
        var read = calendars.get(alice, calendar, "a.ics").orElseThrow();
        assertThat(read.octets()).isEqualTo(octets);
        assertThat(read.resource()).isEqualTo(stored);
    }

    @Test
    void conditionsAreChecked() {
        var first = put("a.ics", event("1", MORNING));
        assertThatThrownBy(
                        () -> calendars.put(alice, calendar, "a.ics", event("1", MORNING), Precondition.ABSENT, ACTOR))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.CONDITION));
        assertThatThrownBy(
                        () -> calendars.put(alice, calendar, "b.ics", event("2", MORNING), Precondition.PRESENT, ACTOR))
                .isInstanceOf(Refused.class);
        var second = calendars
                .put(
                        alice,
                        calendar,
                        "a.ics",
                        event("1", MORNING + "\nLOCATION:x"),
                        new Precondition.Matches(Set.of(first.etag())),
                        ACTOR)
                .resource();
        assertThat(second.etag()).isNotEqualTo(first.etag());
        assertThatThrownBy(() -> calendars.delete(
                        alice, calendar, "a.ics", new Precondition.Matches(Set.of(first.etag())), ACTOR))
                .isInstanceOf(Refused.class);
    }

    @Test
    void ofManyWritersWithOneEtagOneWins() {
        var first = put("a.ics", event("1", MORNING));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, 10)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    calendars.put(
                                            alice,
                                            calendar,
                                            "a.ics",
                                            event("1", MORNING + "\nLOCATION:" + i),
                                            new Precondition.Matches(Set.of(first.etag())),
                                            ACTOR);
                                    return true;
                                } catch (Refused e) {
                                    return false;
                                }
                            },
                            threads))
                    .toList();
            assertThat(outcomes.stream().map(CompletableFuture::join).filter(won -> won))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VALID_DATA          | hello
            VALID_DATA          | BEGIN:VCALENDAR~VERSION:2.0~BEGIN:VEVENT~UID:1~DTSTART:yesterday~END:VEVENT~END:VCALENDAR
            VALID_DATA          | BEGIN:VCALENDAR~VERSION:2.0~BEGIN:VEVENT~UID:1~END:VEVENT~END:VCALENDAR
            VALID_DATA          | BEGIN:VCALENDAR~VERSION:1.0~BEGIN:VEVENT~UID:1~DTSTART:20260101~END:VEVENT~END:VCALENDAR
            VALID_DATA          | BEGIN:VCALENDAR~VERSION:2.0~BEGIN:VEVENT~UID:1~DTSTART:20260101~RRULE:FREQ=X~END:VEVENT~END:VCALENDAR
            SUPPORTED_DATA      | BEGIN:VCARD~VERSION:3.0~UID:1~FN:x~END:VCARD
            VALID_OBJECT        | BEGIN:VCALENDAR~VERSION:2.0~END:VCALENDAR
            VALID_OBJECT        | BEGIN:VCALENDAR~VERSION:2.0~METHOD:REQUEST~BEGIN:VEVENT~UID:1~DTSTART:20260101~END:VEVENT~END:VCALENDAR
            VALID_OBJECT        | BEGIN:VCALENDAR~VERSION:2.0~BEGIN:VEVENT~UID:1~DTSTART:20260101~END:VEVENT~BEGIN:VEVENT~UID:2~DTSTART:20260101~END:VEVENT~END:VCALENDAR
            VALID_OBJECT        | BEGIN:VCALENDAR~VERSION:2.0~BEGIN:VEVENT~DTSTART:20260101~END:VEVENT~END:VCALENDAR
            VALID_OBJECT        | BEGIN:VCALENDAR~VERSION:2.0~BEGIN:VEVENT~UID:1~DTSTART:20260101~END:VEVENT~BEGIN:VTODO~UID:1~END:VTODO~END:VCALENDAR
            SUPPORTED_COMPONENT | BEGIN:VCALENDAR~VERSION:2.0~BEGIN:VJOURNAL~UID:1~END:VJOURNAL~END:VCALENDAR
            """)
    void whatBreaksARuleIsNotStored(Violation.Rule rule, String object) {
        assertThatThrownBy(() -> put("a.ics", object.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Violation.class, e -> assertThat(e.rule()).isEqualTo(rule));
        assertThat(calendars.list(alice, calendar)).isEmpty();
    }

    @Test
    void aUidIsThereOnceInACalendarAndStaysWithItsName() {
        put("a.ics", event("1", MORNING));
        assertThatThrownBy(() -> put("b.ics", event("1", MORNING))).isInstanceOfSatisfying(Violation.class, e -> {
            assertThat(e.rule()).isEqualTo(Violation.Rule.NO_UID_CONFLICT);
            assertThat(e.conflict()).isEqualTo("a.ics");
        });
        assertThatThrownBy(() -> put("a.ics", event("2", MORNING))).isInstanceOf(Violation.class);
    }

    @Test
    void changesAreToldSinceAPoint() {
        put("a.ics", event("1", MORNING));
        put("b.ics", event("2", MORNING));
        var start = calendars.since(alice, calendar, SyncPoint.START, 100);
        assertThat(start.changed()).extracting(Resource::name).containsExactly("a.ics", "b.ics");
        assertThat(calendars.since(alice, calendar, start.next(), 100).changed())
                .isEmpty();
        put("c.ics", event("3", MORNING));
        put("d.ics", event("4", MORNING));
        put("a.ics", event("1", MORNING + "\nLOCATION:x"));
        calendars.delete(alice, calendar, "b.ics", Precondition.NONE, ACTOR);
        calendars.delete(alice, calendar, "d.ics", Precondition.NONE, ACTOR);
        var delta = calendars.since(alice, calendar, start.next(), 100);
        assertThat(delta.changed()).extracting(Resource::name).containsExactly("a.ics", "c.ics");
        assertThat(delta.removed()).containsExactly("b.ics");
        assertThat(calendars.since(alice, calendar, delta.next(), 100))
                .satisfies(nothing -> assertThat(nothing.changed()).isEmpty())
                .satisfies(nothing -> assertThat(nothing.removed()).isEmpty());
        assertThatThrownBy(() -> calendars.since(alice, calendar, SyncPoint.at(1_000_000), 100))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aListingInPagesMissesNothingThatChangesMeanwhile() {
        for (var i = 0; i < 10; i++) {
            put(i + ".ics", event("" + i, MORNING));
        }
        var seen = new java.util.TreeSet<String>();
        var gone = new java.util.TreeSet<String>();
        var point = SyncPoint.START;
        var pages = 0;
        boolean complete;
        do {
            var page = calendars.since(alice, calendar, point, 3);
            page.changed().forEach(resource -> seen.add(resource.name()));
            gone.addAll(page.removed());
            seen.removeAll(page.removed());
            point = page.next();
            complete = page.complete();
            if (pages++ == 0) {
                calendars.delete(alice, calendar, "0.ics", Precondition.NONE, ACTOR);
                put("new.ics", event("new", MORNING));
            }
        } while (!complete || pages < 5);
        var after = calendars.since(alice, calendar, point, 100);
        after.changed().forEach(resource -> seen.add(resource.name()));
        seen.removeAll(after.removed());
        assertThat(seen)
                .containsExactly(
                        "1.ics", "2.ics", "3.ics", "4.ics", "5.ics", "6.ics", "7.ics", "8.ics", "9.ics", "new.ics");
    }

    @Test
    void aPageOfChangesEndsAtItsLimit() {
        var start = calendars.since(alice, calendar, SyncPoint.START, 100).next();
        for (var i = 0; i < 5; i++) {
            put(i + ".ics", event("" + i, MORNING));
        }
        var first = calendars.since(alice, calendar, start, 2);
        assertThat(first.complete()).isFalse();
        assertThat(first.changed()).hasSize(2);
        var second = calendars.since(alice, calendar, first.next(), 2);
        var third = calendars.since(alice, calendar, second.next(), 2);
        assertThat(third.complete()).isTrue();
        assertThat(third.changed()).extracting(Resource::name).containsExactly("4.ics");
    }

    @Test
    void membersAreCopiedAndMoved() {
        var other = calendars
                .create(alice, new Calendar.Draft("other", Set.of(), Calendar.Edit.NOTHING), ACTOR)
                .id();
        put("a.ics", event("1", MORNING));
        calendars.copy(alice, new Place(calendar, "a.ics"), new Place(other, "a.ics"), false, ACTOR);
        assertThatThrownBy(() ->
                        calendars.copy(alice, new Place(calendar, "a.ics"), new Place(calendar, "b.ics"), false, ACTOR))
                .isInstanceOf(Violation.class);
        calendars.move(alice, new Place(calendar, "a.ics"), new Place(calendar, "b.ics"), false, ACTOR);
        assertThat(calendars.list(alice, calendar)).extracting(Resource::name).containsExactly("b.ics");
        assertThatThrownBy(() ->
                        calendars.move(alice, new Place(calendar, "b.ics"), new Place(other, "a.ics"), false, ACTOR))
                .isInstanceOf(Refused.class);
        assertThat(calendars
                        .move(alice, new Place(calendar, "b.ics"), new Place(other, "a.ics"), true, ACTOR)
                        .created())
                .isFalse();
        assertThat(calendars.list(alice, calendar)).isEmpty();
        assertThat(calendars.list(alice, other)).hasSize(1);
    }

    @Test
    void aWeekShowsWhatHappensInIt() {
        put("a.ics", event("1", MORNING));
        put(
                "b.ics",
                event(
                        "2",
                        "DTSTART;TZID=Asia/Jakarta:20260107T100000\nDTEND;TZID=Asia/Jakarta:20260107T113000\nRRULE:FREQ=WEEKLY;INTERVAL=2\nSUMMARY:Supplier call\nSTATUS:TENTATIVE"));
        put(
                "c.ics",
                event(
                        "3",
                        "DTSTART;VALUE=DATE:20261123\nDTEND;VALUE=DATE:20261126\nSUMMARY:Trade fair\nTRANSP:TRANSPARENT"));
        put("d.ics", event("4", "DTSTART:20261201T100000Z\nSUMMARY:next week"));
        assertThat(week()).extracting(Occurrence::title).containsExactly("Trade fair", "Stand-up", "Supplier call");
        assertThat(week().get(0).end()).isEqualTo("2026-11-26T00:00+07:00[Asia/Jakarta]");
        assertThat(week().get(0).busy()).isFalse();
        assertThat(week().get(1).start()).isEqualTo("2026-11-25T09:00+07:00[Asia/Jakarta]");
        assertThat(week().get(2).ref().recurrence()).isEqualTo("20261125T100000");
        assertThat(week().get(2).status()).isEqualTo(Occurrence.Status.TENTATIVE);
    }

    @Test
    void anInvitationShowsWhatTheAccountAnswered() {
        var address = groupware.directory().addresses(alice).getFirst();
        put(
                "a.ics",
                event(
                        "1",
                        MORNING + "\nORGANIZER:mailto:boss@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:" + address
                                + "\nATTENDEE;CN=Bob;PARTSTAT=DECLINED:mailto:bob@example.org"));
        assertThat(week().getFirst().participation()).isEqualTo(Occurrence.Participation.ACCEPTED);
        var event = calendars.event(alice, week().getFirst().ref(), JAKARTA).orElseThrow();
        assertThat(event.guests()).extracting(Event.Guest::name).containsExactly(address.toString(), "Bob");
    }

    private EventDraft draft(String title, String start, String end) {
        return new EventDraft(
                calendar, title, LocalDateTime.parse(start), LocalDateTime.parse(end), false, JAKARTA, "Aula", "notes");
    }

    @Test
    void anEventMadeInTheFormIsAnObjectThatClientsRead() {
        var ref = calendars.createEvent(alice, draft("Demo day", "2026-11-27T15:00", "2026-11-27T17:00"), ACTOR);
        var occurrence = week().getFirst();
        assertThat(occurrence.ref()).isEqualTo(ref);
        assertThat(occurrence.start()).isEqualTo("2026-11-27T15:00+07:00[Asia/Jakarta]");
        var text = calendars.contents(alice, calendar).getFirst().text();
        assertThat(text).contains("DTSTART;TZID=Asia/Jakarta:20261127T150000", "BEGIN:VTIMEZONE", "LOCATION:Aula");
        calendars.deleteEvent(alice, ref, Part.SERIES, ACTOR);
        assertThat(week()).isEmpty();
    }

    @Test
    void anEditKeepsWhatTheFormDoesNotKnow() {
        put(
                "a.ics",
                event(
                        "1",
                        MORNING
                                + "\nX-COLOR;X=\"1:2\":red\nCATEGORIES:a,b\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT10M\nEND:VALARM"));
        var ref = week().getFirst().ref();
        calendars.updateEvent(alice, ref, Part.SERIES, draft("New", "2026-11-25T10:00", "2026-11-25T11:00"), ACTOR);
        var text = calendars.contents(alice, calendar).getFirst().text();
        assertThat(text).contains("X-COLOR;X=\"1:2\":red", "CATEGORIES:a,b", "BEGIN:VALARM", "UID:1", "SEQUENCE:1");
        assertThat(week().getFirst().title()).isEqualTo("New");
        assertThat(week().getFirst().start()).isEqualTo("2026-11-25T10:00+07:00[Asia/Jakarta]");
    }

    @Test
    void oneOccurrenceIsChangedAndDeletedByItself() {
        put(
                "a.ics",
                event(
                        "1",
                        "DTSTART;TZID=Asia/Jakarta:20261123T090000\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=5\nSUMMARY:Stand-up"));
        var week = week();
        assertThat(week).hasSize(5);
        calendars.updateEvent(
                alice,
                week.get(1).ref(),
                Part.OCCURRENCE,
                draft("Later", "2026-11-24T11:00", "2026-11-24T12:00"),
                ACTOR);
        calendars.deleteEvent(alice, week.get(2).ref(), Part.OCCURRENCE, ACTOR);
        assertThat(week()).extracting(Occurrence::title).containsExactly("Stand-up", "Later", "Stand-up", "Stand-up");
        for (var occurrence : week()) {
            calendars.deleteEvent(alice, occurrence.ref(), Part.OCCURRENCE, ACTOR);
        }
        assertThat(calendars.list(alice, calendar)).isEmpty();
    }

    @Test
    void aSeriesMovesAsAWhole() {
        put(
                "a.ics",
                event(
                        "1",
                        "DTSTART;TZID=Asia/Jakarta:20261123T090000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261202T160000Z\nEXDATE;TZID=Asia/Jakarta:20261125T090000\nSUMMARY:Stand-up"));
        var monday = week().getFirst();
        calendars.updateEvent(
                alice, monday.ref(), Part.SERIES, draft("Stand-up", "2026-11-24T10:00", "2026-11-24T10:30"), ACTOR);
        assertThat(week())
                .extracting(o -> o.start().toLocalDateTime().toString())
                .containsExactly("2026-11-24T10:00");
        assertThat(calendars.occurrences(
                        alice, Instant.parse("2026-11-29T17:00:00Z"), Instant.parse("2026-12-20T17:00:00Z"), JAKARTA))
                .extracting(o -> o.start().toLocalDateTime().toString())
                .containsExactly("2026-12-01T10:00", "2026-12-03T10:00");
    }

    @Test
    void anEventMovesToAnotherCalendar() {
        var other =
                calendars.create(alice, new Calendar.Draft(null, Set.of(), Calendar.Edit.of("Other", Hue.RED)), ACTOR);
        var ref = calendars.createEvent(alice, draft("Demo", "2026-11-27T15:00", "2026-11-27T17:00"), ACTOR);
        var draft = new EventDraft(
                other.id(),
                "Demo",
                LocalDateTime.parse("2026-11-27T15:00"),
                LocalDateTime.parse("2026-11-27T17:00"),
                false,
                JAKARTA,
                "",
                "");
        calendars.updateEvent(alice, ref, Part.SERIES, draft, ACTOR);
        assertThat(week()).singleElement().satisfies(o -> assertThat(o.hue()).isEqualTo(Hue.RED));
        assertThat(calendars.list(alice, calendar)).isEmpty();
    }

    @Test
    void aPutCostsFewStatements() {
        put("a.ics", event("1", MORNING));
        assertThat(db.count(() -> put("b.ics", event("2", MORNING)))).isLessThanOrEqualTo(7);
        assertThat(db.count(() -> calendars.since(alice, calendar, SyncPoint.START, 100)))
                .isLessThanOrEqualTo(2);
        assertThat(db.count(this::week)).isLessThanOrEqualTo(2);
    }

    @Test
    void aPeriodCostsAsManyStatementsForManyEventsAndCalendarsAsForFew() {
        put("a.ics", event("1", MORNING));
        var month = (Runnable) () -> calendars.occurrences(
                alice, Instant.parse("2026-10-25T17:00:00Z"), Instant.parse("2026-12-06T17:00:00Z"), JAKARTA);
        assertThat(db.count(month)).isEqualTo(2);
        for (var i = 0; i < 20; i++) {
            put("b" + i + ".ics", event("b" + i, MORNING + "\nRRULE:FREQ=DAILY;COUNT=20"));
            calendars.create(
                    alice, new Calendar.Draft(null, Set.of(), Calendar.Edit.of("Calendar " + i, Hue.GREEN)), ACTOR);
        }
        assertThat(db.count(month)).isEqualTo(2);
        assertThat(db.count(() -> calendars.list(alice))).isEqualTo(1);
    }
}
