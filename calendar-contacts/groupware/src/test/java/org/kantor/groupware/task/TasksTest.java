package org.kantor.groupware.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.groupware.Groupware.ACTOR;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kantor.groupware.Groupware;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.SyncPoint;
import org.kantor.groupware.resource.internal.CollectionEntity;
import org.kantor.groupware.resource.internal.CounterEntity;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.testkit.TestDatabase;

class TasksTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(CollectionEntity.class, CounterEntity.class);

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    /** Wednesday, ten in the morning in Jakarta. */
    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

    private Calendars calendars;
    private Tasks tasks;
    private Groupware groupware;
    private AccountId alice;

    @BeforeEach
    void anAccount() {
        db.clock().set(NOW);
        groupware = new Groupware(db);
        calendars = groupware.calendars();
        tasks = groupware.tasks();
        alice = groupware.account("alice" + PEOPLE.incrementAndGet()).id();
    }

    private Tasks.Overview overview() {
        return tasks.overview(alice, "Tugas", NOW, JAKARTA);
    }

    private CollectionId list() {
        return overview().lists().getFirst().id();
    }

    private TaskRef put(CollectionId list, String uid, String lines) {
        var octets = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VTODO\r\nUID:" + uid
                        + "\r\nDTSTAMP:20260101T000000Z\r\n" + lines.replace("\n", "\r\n")
                        + "\r\nEND:VTODO\r\nEND:VCALENDAR\r\n")
                .getBytes(StandardCharsets.UTF_8);
        return new TaskRef(
                list,
                calendars
                        .put(alice, list, uid + ".ics", octets, Precondition.NONE, ACTOR)
                        .resource()
                        .id());
    }

    private String stored(TaskRef ref) {
        return tasks.object(alice, ref).orElseThrow().text();
    }

    private Task task(TaskRef ref) {
        return tasks.task(alice, ref, JAKARTA).orElseThrow();
    }

    private static Moment at(String when) {
        return when.contains("T") ? Moment.of(LocalDateTime.parse(when)) : Moment.of(LocalDate.parse(when));
    }

    @Test
    void theFirstListIsMadeWithTheFirstLookAndOnlyThen() {
        assertThat(calendars.list(alice)).hasSize(1);
        assertThat(overview().lists()).singleElement().satisfies(list -> {
            assertThat(list.name()).isEqualTo("Tugas");
            assertThat(list.alone()).isTrue();
        });
        overview();
        assertThat(calendars.list(alice)).hasSize(2);
        assertThat(calendars.list(alice).getLast().components()).containsExactly("VTODO");
        assertThat(calendars.list(alice).getLast().name()).isEqualTo("tasks");
    }

    @Test
    void twoFirstLooksMakeOneList() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = Stream.generate(() -> CompletableFuture.runAsync(this::overview, threads))
                    .limit(4)
                    .toList();
            looks.forEach(CompletableFuture::join);
        }
        assertThat(calendars.list(alice)).hasSize(2);
    }

    @Test
    void aTaskSaysWhenItWasMadeAndElseWhenItWasStored() {
        var made = put(list(), "made", "SUMMARY:Made\nCREATED:20260102T030405Z");
        var silent = put(list(), "silent", "SUMMARY:Silent");
        var odd = put(list(), "odd", "SUMMARY:Odd\nCREATED:yesterday");
        assertThat(task(made).created()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(task(silent).created()).isEqualTo(NOW);
        assertThat(task(odd).created()).isEqualTo(NOW);
        db.clock().set(NOW.plusSeconds(60));
        tasks.update(alice, made, task(made).draft(), JAKARTA, ACTOR);
        assertThat(task(made).created()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void aCalendarOfEventsIsAListOnceItHasTasks() {
        var calendar = calendars.list(alice).getFirst().id();
        put(calendar, "a", "SUMMARY:From the telephone");
        assertThat(overview().lists()).extracting(TaskList::alone).containsExactly(false, true);
        assertThat(overview().tasks()).extracting(Task::title).containsExactly("From the telephone");
        assertThatThrownBy(() -> tasks.deleteList(alice, calendar, ACTOR))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.CANNOT));
    }

    @Test
    void listsAreMadeChangedAndDeletedButTheLast() {
        var first = list();
        var visit = tasks.createList(alice, "Site visit", Hue.BLUE, ACTOR);
        tasks.changeList(alice, visit.id(), "Visit", Hue.PINK, ACTOR);
        assertThat(overview().lists()).extracting(TaskList::name).containsExactly("Tugas", "Visit");
        tasks.create(alice, TaskDraft.of(visit.id(), "Helmets"), JAKARTA, ACTOR);
        tasks.deleteList(alice, visit.id(), ACTOR);
        assertThat(overview().tasks()).isEmpty();
        assertThatThrownBy(() -> tasks.deleteList(alice, first, ACTOR)).isInstanceOf(Refused.class);
    }

    @Test
    void theLastCalendarOfEventsStaysThoughThereAreLists() {
        list();
        var calendar = calendars.list(alice).getFirst();
        assertThatThrownBy(() -> calendars.delete(alice, calendar.id(), ACTOR)).isInstanceOf(Refused.class);
        calendars.create(alice, new Calendar.Draft(null, Set.of(), Calendar.Edit.named("Other")), ACTOR);
        calendars.delete(alice, calendar.id(), ACTOR);
    }

    @Test
    void aTaskIsWrittenAndReadAsTheFormSaysIt() {
        var draft = new TaskDraft(
                list(),
                "Send seating plan, with names; all",
                "Two\nlines",
                at("2026-11-27T15:00"),
                at("2026-11-26"),
                Priority.HIGH,
                "FREQ=WEEKLY",
                new Reminder.Before(Duration.ofMinutes(30)),
                Optional.of(new Origin("a+b%c@mail.example.org", "Seating")));
        var ref = tasks.create(alice, draft, JAKARTA, ACTOR);
        assertThat(task(ref).draft()).isEqualTo(draft);
        assertThat(stored(ref))
                .contains("DUE;TZID=Asia/Jakarta:20261127T150000", "DTSTART;TZID=Asia/Jakarta:20261126T000000")
                .contains("BEGIN:VTIMEZONE", "PRIORITY:1", "STATUS:NEEDS-ACTION", "RRULE:FREQ=WEEKLY")
                .contains("TRIGGER;RELATED=END:-PT30M", "URL:mid:a%2Bb%25c@mail.example.org");
    }

    @Test
    void whatTheFormDoesNotKnowIsKept() {
        var ref = put(
                list(),
                "a",
                "SUMMARY:Old\nDUE;VALUE=DATE:20261130\nX-APPLE-SORT-ORDER:17\nRELATED-TO:parent\nCATEGORIES:Sales,A\\,B\n"
                        + "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER;VALUE=DATE-TIME:20261130T010000Z\nEND:VALARM");
        assertThat(task(ref).reminder()).isEqualTo(Reminder.OTHER);
        assertThat(task(ref).labels()).containsExactly("Sales", "A,B");
        var draft = task(ref).draft();
        tasks.update(alice, ref, draft.due(at("2026-12-01")), JAKARTA, ACTOR);
        assertThat(stored(ref))
                .contains("X-APPLE-SORT-ORDER:17", "RELATED-TO:parent", "CATEGORIES:Sales,A\\,B")
                .contains("TRIGGER;VALUE=DATE-TIME:20261130T010000Z", "DUE;VALUE=DATE:20261201", "SEQUENCE:1");
    }

    @Test
    void aTitleAloneLeavesTheTimesAsTheyAreWritten() {
        var ref = put(list(), "a", "SUMMARY:Old\nDTSTART:20261125T010000Z\nDURATION:PT2H");
        assertThat(task(ref).due()).isEqualTo(at("2026-11-25T10:00"));
        var draft = task(ref).draft();
        tasks.update(
                alice,
                ref,
                new TaskDraft(
                        draft.list(),
                        "New",
                        "",
                        draft.due(),
                        draft.start(),
                        Priority.NONE,
                        "",
                        Reminder.NONE,
                        Optional.empty()),
                JAKARTA,
                ACTOR);
        assertThat(stored(ref)).contains("DTSTART:20261125T010000Z", "DURATION:PT2H", "SUMMARY:New");
    }

    @Test
    void anotherListMovesIt() {
        var list = list();
        var other = tasks.createList(alice, "Other", Hue.BLUE, ACTOR).id();
        var ref = put(list, "a", "SUMMARY:Here");
        var draft = TaskDraft.of(other, "There");
        var moved = tasks.update(alice, ref, draft, JAKARTA, ACTOR);
        assertThat(moved.list()).isEqualTo(other);
        assertThat(task(moved).title()).isEqualTo("There");
        assertThat(tasks.task(alice, ref, JAKARTA)).isEmpty();
    }

    @Test
    void doneAndOpenAgain() {
        var ref = put(list(), "a", "SUMMARY:Once\nDUE;VALUE=DATE:20261125\nPERCENT-COMPLETE:40");
        var point = calendars.since(alice, ref.list(), SyncPoint.START, 10).next();
        assertThat(tasks.complete(alice, ref, JAKARTA, ACTOR)).isEmpty();
        assertThat(task(ref).done()).contains(NOW);
        assertThat(stored(ref)).contains("STATUS:COMPLETED", "COMPLETED:20261125T030000Z", "PERCENT-COMPLETE:100");
        assertThat(calendars.since(alice, ref.list(), point, 10).changed()).hasSize(1);
        assertThat(overview().tasks()).hasSize(1);
        assertThat(tasks.overview(alice, "", NOW.plusSeconds(1), JAKARTA).tasks())
                .isEmpty();
        assertThat(tasks.done(alice, 10, JAKARTA)).extracting(Task::title).containsExactly("Once");
        tasks.reopen(alice, ref, JAKARTA, ACTOR);
        assertThat(task(ref).done()).isEmpty();
        assertThat(stored(ref)).doesNotContain("COMPLETED").contains("STATUS:NEEDS-ACTION");
    }

    static List<Arguments> whatRepeats() {
        return List.of(
                // the next one, and not one that is past
                repeats("DUE;VALUE=DATE:20261125\nRRULE:FREQ=DAILY", "2026-11-26", "RRULE:FREQ=DAILY"),
                repeats("DUE;VALUE=DATE:20261120\nRRULE:FREQ=DAILY", "2026-11-25", "DUE;VALUE=DATE:20261125"),
                repeats("DUE;VALUE=DATE:20261130\nRRULE:FREQ=WEEKLY", "2026-12-07", "DUE;VALUE=DATE:20261207"),
                // start, due date and a fixed alarm go together
                repeats(
                        "DTSTART;VALUE=DATE:20261124\nDUE;VALUE=DATE:20261126\nRRULE:FREQ=WEEKLY;BYDAY=TU",
                        "2026-12-03",
                        "DTSTART;VALUE=DATE:20261201"),
                repeats(
                        "DTSTART:20261125T080000Z\nDUE:20261125T080000Z\nRRULE:FREQ=MONTHLY\n"
                                + "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER;VALUE=DATE-TIME:20261125T073000Z\n"
                                + "ACKNOWLEDGED:20261125T073100Z\nEND:VALARM",
                        "2026-12-25T15:00",
                        "TRIGGER;VALUE=DATE-TIME:20261225T073000Z"),
                // clocks that change: three in the afternoon stays that
                repeats(
                        "DTSTART;TZID=Europe/Berlin:20270327T090000\nDUE;TZID=Europe/Berlin:20270327T100000\nRRULE:FREQ=DAILY",
                        "2027-03-28T15:00",
                        "DUE;TZID=Europe/Berlin:20270328T100000"),
                // the count goes down by those that are past, and ends
                repeats("DUE;VALUE=DATE:20261123\nRRULE:FREQ=DAILY;COUNT=5", "2026-11-25", "RRULE:FREQ=DAILY;COUNT=3"),
                repeats("DUE;VALUE=DATE:20261125\nRRULE:COUNT=1;FREQ=DAILY", null, "STATUS:COMPLETED"),
                repeats("DUE;VALUE=DATE:20261125\nRRULE:FREQ=DAILY;UNTIL=20261125", null, "STATUS:COMPLETED"),
                repeats("DUE;VALUE=DATE:20261120\nRRULE:FREQ=DAILY;UNTIL=20261122", null, "STATUS:COMPLETED"),
                // exceptions are left out, added dates are not
                repeats(
                        "DTSTART;VALUE=DATE:20261125\nDUE;VALUE=DATE:20261125\nRRULE:FREQ=DAILY\nEXDATE;VALUE=DATE:20261126",
                        "2026-11-27",
                        "EXDATE;VALUE=DATE:20261126"),
                repeats(
                        "DTSTART;VALUE=DATE:20261125\nDUE;VALUE=DATE:20261125\nRDATE;VALUE=DATE:20270104",
                        "2027-01-04",
                        "DUE;VALUE=DATE:20270104"),
                // every fourth year is far, but is
                repeats(
                        "DUE;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;INTERVAL=4",
                        "2028-02-29",
                        "DUE;VALUE=DATE:20280229"));
    }

    private static Arguments repeats(String lines, @Nullable String due, String contains) {
        return Arguments.of(lines, due, contains);
    }

    @ParameterizedTest
    @MethodSource("whatRepeats")
    void whatRepeatsMovesOn(String lines, @Nullable String due, String contains) {
        var ref = put(list(), "a", "SUMMARY:Again\n" + lines);
        var next = tasks.complete(alice, ref, JAKARTA, ACTOR);
        assertThat(next).isEqualTo(Optional.ofNullable(due).map(TasksTest::at));
        assertThat(stored(ref)).contains(contains).doesNotContain("ACKNOWLEDGED");
        var after = task(ref);
        assertThat(after.done().isEmpty()).isEqualTo(due != null);
        if (due != null) {
            assertThat(after.due()).isEqualTo(at(due));
            assertThat(overview().tasks()).hasSize(1);
        }
    }

    @Test
    void occurrencesThatAnotherProgramMarkedAreDone() {
        var list = list();
        var octets = """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
                BEGIN:VTODO
                UID:a
                DTSTAMP:20261101T000000Z
                SUMMARY:Water the plants
                DTSTART;VALUE=DATE:20261124
                DUE;VALUE=DATE:20261124
                RRULE:FREQ=DAILY
                END:VTODO
                BEGIN:VTODO
                UID:a
                DTSTAMP:20261124T000000Z
                RECURRENCE-ID;VALUE=DATE:20261124
                SUMMARY:Water the plants
                DTSTART;VALUE=DATE:20261124
                DUE;VALUE=DATE:20261124
                STATUS:COMPLETED
                COMPLETED:20261124T010000Z
                END:VTODO
                END:VCALENDAR
                """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        var put = calendars.put(alice, list, "a.ics", octets, Precondition.NONE, ACTOR);
        var ref = new TaskRef(list, put.resource().id());
        assertThat(task(ref).due()).isEqualTo(at("2026-11-25"));
        assertThat(task(ref).done()).isEmpty();
        assertThat(tasks.complete(alice, ref, JAKARTA, ACTOR)).contains(at("2026-11-26"));
        assertThat(task(ref).due()).isEqualTo(at("2026-11-26"));
        assertThat(stored(ref)).contains("RECURRENCE-ID;VALUE=DATE:20261124");
    }

    @Test
    void whatCannotBeIsRefused() {
        var list = list();
        assertThatThrownBy(() -> tasks.create(alice, TaskDraft.of(list, " "), JAKARTA, ACTOR))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> tasks.create(alice, TaskDraft.of(list, "x").repeating("FREQ=DAILY"), JAKARTA, ACTOR))
                .isInstanceOf(Refused.class);
        var gone = new TaskRef(list, 99_999);
        assertThatThrownBy(() -> tasks.complete(alice, gone, JAKARTA, ACTOR)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> tasks.delete(alice, gone, ACTOR)).isInstanceOf(Refused.class);
        var bob = groupware.account("bob" + PEOPLE.incrementAndGet()).id();
        var ref = put(list, "a", "SUMMARY:Mine");
        assertThat(tasks.task(bob, ref, JAKARTA)).isEmpty();
        assertThatThrownBy(() -> tasks.delete(bob, ref, ACTOR)).isInstanceOf(Refused.class);
    }

    @Test
    void anEventIsNoTask() {
        var calendar = calendars.list(alice).getFirst().id();
        var octets = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20260101T000000Z\r\n"
                        + "DTSTART:20261125T020000Z\r\nSUMMARY:Stand-up\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var put = calendars.put(alice, calendar, "e.ics", octets, Precondition.NONE, ACTOR);
        var ref = new TaskRef(calendar, put.resource().id());
        assertThat(tasks.task(alice, ref, JAKARTA)).isEmpty();
        assertThatThrownBy(() -> tasks.delete(alice, ref, ACTOR)).isInstanceOf(Refused.class);
        assertThat(overview().tasks()).isEmpty();
    }

    @Test
    void aLookIsThreeStatements() {
        var list = list();
        for (var i = 0; i < 20; i++) {
            put(list, "a" + i, "SUMMARY:Task " + i);
        }
        assertThat(db.count(this::overview)).isEqualTo(3);
    }
}
