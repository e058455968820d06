package org.kantor.groupware.calendar.internal;

import java.time.Instant;
import java.util.List;
import org.kantor.groupware.calendar.Calendars.Candidate;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.internal.ResourceSql;
import org.kantor.kernel.AccountId;

/** What calendars are searched by. Needs an open transaction. */
final class CalendarSql {

    private static final String OVERLAPPING = "select " + ResourceSql.COLUMNS + """
            , r.content, e.exact and (e.starts < ? and e.ends > ? or e.starts = e.ends and e.starts >= ? and e.starts < ?)
            from calendar_entry e join groupware_resource r
              on r.account = e.account and r.collection = e.collection and r.id = e.resource
            where e.account = ? and e.component = ? and e.starts <= ? and e.ends >= ?
            """;

    private final ResourceSql resources;

    CalendarSql(ResourceSql resources) {
        this.resources = resources;
    }

    void index(AccountId account, CollectionId collection, long resource, CalendarFormat.Entry entry) {
        resources.execute(
                """
                insert into calendar_entry (account, collection, resource, component, starts, ends, exact, summary, done)
                values (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, -1))
                on conflict (account, collection, resource) do update set component = excluded.component,
                  starts = excluded.starts, ends = excluded.ends, exact = excluded.exact, summary = excluded.summary,
                  done = excluded.done""",
                account,
                collection,
                resource,
                entry.kind(),
                entry.span().first().getEpochSecond(),
                entry.span().last().getEpochSecond(),
                entry.span().exact(),
                entry.summary(),
                entry.done().map(Instant::getEpochSecond).orElse(-1L));
    }

    List<Candidate> overlapping(
            AccountId account, CollectionId collection, String component, Instant from, Instant to) {
        var since = from.getEpochSecond();
        var until = to.getEpochSecond();
        return resources.query(
                OVERLAPPING + "and e.collection = ? order by r.name",
                row -> new Candidate(ResourceSql.content(row), row.getBoolean(9)),
                until,
                since,
                since,
                until,
                account,
                component,
                until,
                since,
                collection);
    }

    /** In all of the account's calendars. */
    List<Content> overlapping(AccountId account, String component, Instant from, Instant to) {
        var since = from.getEpochSecond();
        var until = to.getEpochSecond();
        return resources.query(
                OVERLAPPING, ResourceSql::content, until, since, since, until, account, component, until, since);
    }
}
