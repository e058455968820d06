package org.kantor.groupware.calendar.internal;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.directory.Account;
import org.kantor.directory.AccountCreated;
import org.kantor.directory.Directory;
import org.kantor.groupware.Hue;
import org.kantor.groupware.calendar.Calendar;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.calendar.Event;
import org.kantor.groupware.calendar.EventDraft;
import org.kantor.groupware.calendar.EventRef;
import org.kantor.groupware.calendar.Occurrence;
import org.kantor.groupware.content.ContentReader;
import org.kantor.groupware.content.ContentWriter;
import org.kantor.groupware.content.MalformedContent;
import org.kantor.groupware.ical.InvalidCalendar;
import org.kantor.groupware.ical.Series;
import org.kantor.groupware.ical.Zone;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.CollectionKind;
import org.kantor.groupware.resource.CollectionStore;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.MemberResources;
import org.kantor.groupware.resource.Members;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.internal.CollectionEntity;
import org.kantor.groupware.resource.internal.CollectionRows;
import org.kantor.groupware.resource.internal.ResourceSql;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Calendars in the database. Safe from any thread. */
@Service
public final class StoredCalendars implements Calendars, MemberResources {

    private static final String USUAL_COMPONENTS = "VEVENT,VTODO";
    private static final int PARSED = 2_000;

    private final CollectionStore store;
    private final Members<CalendarFormat.Entry> members;
    private final CalendarSql sql;
    private final Transactions transactions;
    private final Directory directory;
    private final Clock clock;
    private final Parsed parsed = new Parsed(PARSED);

    @Inject
    public StoredCalendars(
            EntityManager entities,
            Jdbc jdbc,
            ChangeStream changes,
            Transactions transactions,
            Directory directory,
            Clock clock) {
        var rows = new CollectionRows(entities);
        var resources = new ResourceSql(jdbc);
        this.sql = new CalendarSql(resources);
        this.store = new CollectionStore(CollectionKind.CALENDAR, rows, resources, changes, transactions, clock);
        this.members = new Members<>(
                CollectionKind.CALENDAR, new CalendarFormat(sql), resources, rows, changes, transactions, clock);
        this.transactions = transactions;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Members<CalendarFormat.Entry> members() {
        return members;
    }

    void created(@Observes AccountCreated event) {
        store.ensure(event.account().id(), first(Optional.of(event.account())));
    }

    /** The first calendar is named after the person. */
    private static Consumer<CollectionEntity> first(Optional<Account> account) {
        return entity -> {
            entity.displayName = account.map(Account::displayName)
                    .filter(name -> !name.isBlank())
                    .orElse("Calendar");
            entity.colour = entity.hue.colour();
            entity.components = USUAL_COMPONENTS;
        };
    }

    @Override
    public List<Calendar> list(AccountId account) {
        return store.list(account, entity -> first(directory.account(account)).accept(entity)).stream()
                .map(StoredCalendars::calendar)
                .toList();
    }

    @Override
    public Optional<Calendar> calendar(AccountId account, CollectionId id) {
        return store.byId(account, id).map(StoredCalendars::calendar);
    }

    @Override
    public Optional<Calendar> named(AccountId account, String name) {
        return store.byName(account, name).map(StoredCalendars::calendar);
    }

    private static Calendar calendar(CollectionRows.Row row) {
        var entity = row.entity();
        return new Calendar(
                CollectionStore.id(entity),
                entity.name,
                entity.displayName,
                entity.description,
                entity.hue,
                entity.colour,
                entity.position,
                entity.timezone,
                new TreeSet<>(List.of(entity.components.split(","))),
                row.modseq());
    }

    @Override
    public Calendar create(AccountId account, Calendar.Draft draft, Actor actor) {
        if (!CalendarFormat.KINDS.containsAll(draft.components())) {
            throw new Refused(Refused.Code.BAD_VALUE, "A calendar holds VEVENT, VTODO and VJOURNAL only.");
        }
        return transactions.call(() -> {
            var others = list(account);
            return calendar(store.create(
                    account,
                    draft.name(),
                    entity -> {
                        entity.displayName = draft.properties()
                                .displayName()
                                .or(() -> Optional.ofNullable(draft.name()))
                                .orElse("Calendar");
                        entity.hue = unused(others);
                        entity.colour = entity.hue.colour();
                        entity.position = others.getLast().position() + 1;
                        entity.components = draft.components().isEmpty()
                                ? USUAL_COMPONENTS
                                : String.join(",", new TreeSet<>(draft.components()));
                        edit(entity, draft.properties());
                    },
                    actor));
        });
    }

    /** The first hue that no calendar has yet. */
    private static Hue unused(List<Calendar> calendars) {
        var used = calendars.stream().map(Calendar::hue).toList();
        for (var hue : Hue.values()) {
            if (!used.contains(hue)) {
                return hue;
            }
        }
        return Hue.values()[calendars.size() % Hue.values().length];
    }

    @Override
    public Calendar change(AccountId account, CollectionId id, Calendar.Edit edit, Actor actor) {
        return calendar(store.change(account, id, entity -> edit(entity, edit), actor));
    }

    private static void edit(CollectionEntity entity, Calendar.Edit edit) {
        edit.displayName().ifPresent(name -> entity.displayName = name.strip());
        edit.description().ifPresent(text -> entity.description = text);
        edit.position().ifPresent(position -> entity.position = position);
        edit.timezone().ifPresent(timezone -> entity.timezone = checkedZone(timezone));
        edit.hue().ifPresent(hue -> {
            if (entity.hue != hue) {
                entity.hue = hue;
                entity.colour = hue.colour();
            }
        });
        edit.colour().ifPresent(colour -> {
            entity.hue = Hue.nearest(colour)
                    .orElseThrow(() -> new Refused(Refused.Code.BAD_VALUE, "The colour is not of the form #RRGGBB."));
            entity.colour = colour.strip().toUpperCase(Locale.ROOT);
        });
    }

    private static String checkedZone(String timezone) {
        try {
            if (timezone.isBlank()
                    || ContentReader.read(timezone).components("VTIMEZONE").size() == 1) {
                return timezone.strip();
            }
        } catch (MalformedContent e) {
            // Refused below, like an object without a time zone.
        }
        throw new Refused(Refused.Code.BAD_VALUE, "The time zone is not an iCalendar object with one VTIMEZONE.");
    }

    @Override
    public void delete(AccountId account, CollectionId id, Actor actor) {
        store.delete(
                account, id, entity -> List.of(entity.components.split(",")).contains("VEVENT"), actor);
    }

    @Override
    public List<Occurrence> occurrences(AccountId account, Instant from, Instant to, ZoneId zone) {
        var found =
                transactions.call(() -> new Overlapping(hues(account), sql.overlapping(account, "VEVENT", from, to)));
        var mine = mine(account);
        var occurrences = new ArrayList<Occurrence>();
        for (var content : found.contents) {
            var resource = content.resource();
            var hue = found.hues.getOrDefault(resource.collection(), Hue.TEAL);
            try {
                var series = Series.of(parsed.of(content), "VEVENT", Zone.of(zone));
                for (var instance : series.between(from, to)) {
                    occurrences.add(new EventReader(mine, zone).occurrence(resource, series, instance, hue));
                }
            } catch (InvalidCalendar e) {
                // It was valid in the zone it was stored in; what cannot be placed in this one is not shown.
                continue;
            }
        }
        occurrences.sort(Comparator.comparing(Occurrence::start)
                .thenComparing(Comparator.comparing(Occurrence::end).reversed())
                .thenComparing(Occurrence::title));
        return occurrences;
    }

    private record Overlapping(Map<CollectionId, Hue> hues, List<Content> contents) {}

    private Map<CollectionId, Hue> hues(AccountId account) {
        Map<CollectionId, Hue> hues = new HashMap<>();
        list(account).forEach(calendar -> hues.put(calendar.id(), calendar.hue()));
        return hues;
    }

    private Set<String> mine(AccountId account) {
        return Set.copyOf(
                directory.addresses(account).stream().map(EmailAddress::key).toList());
    }

    @Override
    public Optional<Event> event(AccountId account, EventRef ref, ZoneId zone) {
        var content = members.byId(account, ref.calendar(), ref.object());
        var hue = calendar(account, ref.calendar()).map(Calendar::hue);
        if (content.isEmpty() || hue.isEmpty()) {
            return Optional.empty();
        }
        var series = Series.of(parsed.of(content.get()), "VEVENT", Zone.of(zone));
        return series.instance(ref.recurrence())
                .map(instance -> new EventReader(mine(account), zone)
                        .event(content.get().resource(), series, instance, hue.get()));
    }

    @Override
    public Optional<Content> object(AccountId account, EventRef ref) {
        return members.byId(account, ref.calendar(), ref.object());
    }

    @Override
    public EventRef createEvent(AccountId account, EventDraft draft, Actor actor) {
        var created = EventEditor.create(draft, clock.instant());
        var put = put(
                account,
                draft.calendar(),
                created.uid() + ".ics",
                ContentWriter.octets(created.calendar()),
                Precondition.ABSENT,
                actor);
        return new EventRef(draft.calendar(), put.resource().id(), "");
    }

    @Override
    public EventRef updateEvent(AccountId account, EventRef ref, Part part, EventDraft draft, Actor actor) {
        return transactions.call(() -> {
            var content = mustFind(account, ref);
            var editor = new EventEditor(parsed.of(content), draft.zone(), clock.instant());
            var edited = editor.update(ref.recurrence(), part, draft);
            var resource = replace(account, content.resource(), ContentWriter.octets(edited), actor);
            if (!draft.calendar().equals(ref.calendar())) {
                if (part == Part.OCCURRENCE && editor.recurs()) {
                    throw new Refused(Refused.Code.CANNOT, "One occurrence cannot lie in another calendar.");
                }
                resource = move(
                                account,
                                new Place(ref.calendar(), resource.name()),
                                new Place(draft.calendar(), resource.name()),
                                false,
                                actor)
                        .resource();
            }
            return new EventRef(draft.calendar(), resource.id(), part == Part.OCCURRENCE ? ref.recurrence() : "");
        });
    }

    @Override
    public void putBack(AccountId account, Content before, CollectionId now, Precondition unchanged, Actor actor) {
        var old = before.resource();
        var place = new Place(old.collection(), old.name());
        transactions.run(() -> {
            if (!now.equals(old.collection()) && !unchanged.equals(Precondition.ABSENT)) {
                move(account, new Place(now, old.name()), place, false, actor);
            }
            put(account, old.collection(), old.name(), before.octets(), unchanged, actor);
        });
    }

    @Override
    public void deleteEvent(AccountId account, EventRef ref, Part part, Actor actor) {
        transactions.run(() -> {
            var content = mustFind(account, ref);
            var rest = new EventEditor(parsed.of(content), ZoneId.of("UTC"), clock.instant())
                    .delete(ref.recurrence(), part);
            if (rest.isPresent()) {
                replace(account, content.resource(), ContentWriter.octets(rest.get()), actor);
            } else {
                delete(account, ref.calendar(), content.resource().name(), Precondition.NONE, actor);
            }
        });
    }

    @Override
    public List<Candidate> candidates(
            AccountId account, CollectionId calendar, String component, Instant from, Instant to) {
        return transactions.call(() -> sql.overlapping(account, calendar, component, from, to));
    }
}
