-- A calendar or an address book. Its name is the segment of its path and never changes.
create table groupware_collection (
    account       bigint      not null references account (id) on delete cascade,
    id            bigint      generated always as identity,
    kind          text        not null check (kind in ('CALENDAR', 'ADDRESS_BOOK')),
    name          text        not null,
    display_name  text        not null,
    description   text        not null,
    hue           text        not null,
    -- As a client set it, #RRGGBB or #RRGGBBAA.
    colour        text        not null,
    position      integer     not null,
    -- An iCalendar object with one VTIMEZONE, or nothing.
    timezone      text        not null,
    -- Kinds of component that may be stored, with commas between them; empty for an address book.
    components    text        not null,
    created       timestamptz not null,
    primary key (account, id),
    unique (account, kind, name)
);

-- Changes with every write to a member, so it stands apart from the row that is read whole.
create table groupware_counter (
    account       bigint      not null,
    collection    bigint      not null,
    modseq        bigint      not null,
    members       integer     not null,
    octets        bigint      not null,
    primary key (account, collection),
    foreign key (account, collection) references groupware_collection (account, id) on delete cascade
) with (fillfactor = 10);

-- A member of a collection: the octets as they came.
create table groupware_resource (
    account       bigint      not null,
    collection    bigint      not null,
    id            bigint      generated always as identity,
    name          text        not null,
    uid           text        not null,
    etag          text        not null,
    content       bytea       not null,
    size          integer     not null,
    modseq        bigint      not null,
    modified      timestamptz not null,
    primary key (account, collection, id),
    unique (account, collection, name),
    unique (account, collection, uid),
    foreign key (account, collection) references groupware_collection (account, id) on delete cascade
);

-- The names of members that are gone: the change stream knows their numbers, clients know their names.
create table groupware_gone (
    account       bigint      not null,
    collection    bigint      not null,
    id            bigint      not null,
    name          text        not null,
    primary key (account, collection, id),
    foreign key (account, collection) references groupware_collection (account, id) on delete cascade
);

-- What calendars are searched by: the time of a whole series, in seconds of the epoch.
create table calendar_entry (
    account       bigint      not null,
    collection    bigint      not null,
    resource      bigint      not null,
    component     text        not null,
    starts        bigint      not null,
    ends          bigint      not null,
    -- Whether the series is one happening, exactly at that time.
    exact         boolean     not null,
    summary       text        not null,
    primary key (account, collection, resource),
    foreign key (account, collection, resource) references groupware_resource (account, collection, id) on delete cascade
);
create index calendar_entry_ends on calendar_entry (account, collection, ends);

-- What people are listed and searched by.
create table contact_entry (
    account       bigint      not null,
    collection    bigint      not null,
    resource      bigint      not null,
    name          text        not null,
    section       text        not null,
    -- Folded for the order of a list: lower case, no accents.
    sort_key      text        not null,
    organisation  text        not null,
    title         text        not null,
    emails        text[]      not null,
    phones        text[]      not null,
    -- Everything that is searched, folded, with a space before every word.
    words         text        not null,
    primary key (account, collection, resource),
    foreign key (account, collection, resource) references groupware_resource (account, collection, id) on delete cascade
);
create index contact_entry_order on contact_entry (account, section, sort_key);
