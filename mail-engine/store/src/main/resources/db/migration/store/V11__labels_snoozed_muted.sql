-- A label is a keyword with a name and a colour for people; the messages that have it are those that have the keyword.
create table label (
    account  bigint  not null references account (id) on delete cascade,
    keyword  text    not null,
    name     text    not null,
    hue      text    not null check (hue in ('TEAL', 'GREEN', 'LIME', 'AMBER', 'RED', 'PINK', 'VIOLET', 'BLUE')),
    primary key (account, keyword)
);
create unique index label_name on label (account, lower(name));

-- What finds the placements with a keyword. Not the keywords alone, or an account would look through everybody's. Flags change without it, so that they stay HOT.
create function label_keys(p_account bigint, p_keywords text[]) returns text[] language sql immutable parallel safe as $$
    select array(select p_account || ':' || lower(keyword) from unnest(p_keywords) keyword)
$$;
create index placement_keywords on placement using gin (label_keys(account, keywords)) where keywords is not null;

-- Messages that come back to INBOX by themselves. A placement that is gone meanwhile does not.
create table snoozed (
    account  bigint       not null references account (id) on delete cascade,
    mailbox  bigint       not null,
    uid      bigint       not null,
    until    timestamptz  not null,
    primary key (account, mailbox, uid)
);
create index snoozed_until on snoozed (until);

-- Conversations whose later messages are delivered to the archive.
create table muted (
    account  bigint  not null references account (id) on delete cascade,
    thread   bigint  not null,
    primary key (account, thread)
);
