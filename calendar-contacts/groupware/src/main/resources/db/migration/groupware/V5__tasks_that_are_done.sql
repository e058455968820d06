-- When a task was done or given up, in seconds of the epoch; null of one that is open, and of everything else.
alter table calendar_entry add column done bigint;

-- Of those that were stored before this column was, the time of their last writing is near enough.
update calendar_entry e set done = extract(epoch from r.modified)::bigint
from groupware_resource r
where r.account = e.account and r.collection = e.collection and r.id = e.resource and e.component = 'VTODO'
  and encode(r.content, 'escape') ~* '(^|\n)(STATUS(;[^:\r\n]*)?:(COMPLETED|CANCELLED)|COMPLETED(;[^:\r\n]*)?:)';

create index calendar_entry_tasks on calendar_entry (account, done) where component = 'VTODO';
