-- The account's change number, taken under this row's lock by every transaction that changes what clients see. The row tells which transaction
-- took the newest number, so that a transaction that asks again gets the same one. Changes up to "trimmed" are gone.
create table change_counter (
    account  bigint      primary key references account (id) on delete cascade,
    seq      bigint      not null,
    trimmed  bigint      not null default 0,
    backend  integer     not null,
    began    timestamptz not null
) with (fillfactor = 10);

-- Tables that a delivery writes have no foreign keys: they cost a quarter of it; the consistency check looks instead.

-- What one transaction did to one collection. Ids are UIDs in a mailbox (kind 1), object ids elsewhere; collection 0 is the list of collections.
create table change (
    account     bigint      not null,
    seq         bigint      not null,
    kind        smallint    not null,
    collection  bigint      not null,
    created     bigint[]    not null,
    updated     bigint[]    not null,
    destroyed   bigint[]    not null,
    protocol    text        not null,
    session     text        not null,
    actor       bigint,
    at          timestamptz not null,
    primary key (account, seq, kind, collection)
);

create sequence mailbox_id;
create sequence mailbox_uid_validity maxvalue 4294967295;

create table mailbox (
    account       bigint      not null references account (id) on delete cascade,
    id            bigint      not null default nextval('mailbox_id'),
    -- All levels, separated by slashes.
    name          text        not null,
    special_use   text        check (special_use in ('ARCHIVE', 'DRAFTS', 'JUNK', 'SENT', 'TRASH')),
    uid_validity  bigint      not null default nextval('mailbox_uid_validity'),
    created       timestamptz not null,
    primary key (account, id)
);
create unique index mailbox_name on mailbox (account, name);
create unique index mailbox_special_use on mailbox (account, special_use) where special_use is not null;

-- Subscriptions outlive the mailbox (RFC 3501 section 6.3.6).
create table subscription (
    account  bigint  not null references account (id) on delete cascade,
    name     text    not null,
    primary key (account, name)
);

-- Changed by every delivery, so apart from the mailbox and with room for HOT updates. The sizes of an account's mailboxes are what its quota limits.
create table mailbox_counter (
    account       bigint   not null,
    mailbox       bigint   not null,
    uid_validity  bigint   not null,
    uid_next      bigint   not null default 1,
    first_recent  bigint   not null default 1,
    modseq        bigint   not null,
    messages      integer  not null default 0,
    unseen        integer  not null default 0,
    deleted       integer  not null default 0,
    size          bigint   not null default 0,
    primary key (account, mailbox),
    foreign key (account, mailbox) references mailbox (account, id) on delete cascade
) with (fillfactor = 10);

create sequence message_id cache 50;

-- Immutable. The content is one zstd frame, or null when it lies in the blob store under its hash (SHA-256 of the octets as served).
-- "parsed" is the envelope and structure in the store's own codec, whose first octet is its version. Dates are milliseconds since 1970.
create table message (
    account      bigint   not null,
    id           bigint   not null,
    hash         bytea    not null,
    octets       integer  not null,
    content      bytea    storage external,
    parsed       bytea    storage external not null,
    thread       bigint   not null,
    message_id   text,
    sent_date    bigint,
    subject      text     not null,
    from_name    text     not null,
    sender       text     not null,
    recipients   text     not null,
    preview      text     not null,
    attachments  boolean  not null,
    primary key (account, id)
);
-- Finds content that the account has already. Not unique: two writers at once may both store it, which does no harm and never waits.
create index message_hash on message (account, hash);

-- Which thread a Message-ID belongs to, whether its message is here, was here or was only referred to. The key is a hash of the Message-ID.
create table thread_key (
    account  bigint  not null,
    key      bigint  not null,
    thread   bigint  not null,
    primary key (account, key)
);

-- Half-filled pages keep flag changes HOT, which an index on
-- modseq would end. Flags are the bits of RFC 3501's system flags; keywords are sorted without case, null when there are none.
create table placement (
    account        bigint    not null,
    mailbox        bigint    not null,
    uid            bigint    not null,
    message        bigint    not null,
    modseq         bigint    not null,
    internal_date  bigint    not null,
    save_date      bigint    not null,
    octets         integer   not null,
    flags          smallint  not null,
    keywords       text[],
    primary key (account, mailbox, uid)
) with (fillfactor = 50);
create index placement_message on placement (account, message);

-- Messages that lost a placement; the collector deletes those that have none left after a grace period, in which open sessions can still read them.
create table message_garbage (
    account  bigint       not null,
    message  bigint       not null,
    since    timestamptz  not null,
    primary key (account, message)
);
create index message_garbage_since on message_garbage (since);
