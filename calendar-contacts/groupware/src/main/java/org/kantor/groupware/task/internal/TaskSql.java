package org.kantor.groupware.task.internal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Content;
import org.kantor.groupware.resource.internal.ResourceSql;
import org.kantor.kernel.AccountId;

/** What tasks are searched by. Needs an open transaction. */
final class TaskSql {

    private static final String TASKS = "select " + ResourceSql.COLUMNS + """
            , r.content
            from calendar_entry e join groupware_resource r
              on r.account = e.account and r.collection = e.collection and r.id = e.resource
            where e.account = ? and e.component = 'VTODO' and\s""";

    private final ResourceSql resources;

    TaskSql(ResourceSql resources) {
        this.resources = resources;
    }

    /** The calendars that have tasks in them. */
    Set<CollectionId> calendars(AccountId account) {
        return Set.copyOf(resources.query(
                "select distinct collection from calendar_entry where account = ? and component = 'VTODO'",
                row -> new CollectionId(row.getLong(1)),
                account));
    }

    /** Those that are open, as they begin, and those done since a time. */
    List<Content> open(AccountId account, Instant doneSince, int most) {
        return resources.query(
                TASKS + "(e.done is null or e.done >= ?) order by e.done is null desc, e.starts, e.resource limit ?",
                ResourceSql::content,
                account,
                doneSince.getEpochSecond(),
                most);
    }

    /** What was done last. */
    List<Content> done(AccountId account, int most) {
        return resources.query(
                TASKS + "e.done is not null order by e.done desc, e.resource desc limit ?",
                ResourceSql::content,
                account,
                most);
    }
}
