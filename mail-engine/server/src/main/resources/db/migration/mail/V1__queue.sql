-- A message on its way: once, however many recipients it has. Envelope as RFC 5321 and RFC 3461 name it; an empty sender is the null reverse-path.
create table queue_message (
    id          bigint      generated always as identity primary key,
    sender      text        not null,
    body        text        not null check (body in ('SEVEN_BIT', 'EIGHT_BIT')),
    smtp_utf8   boolean     not null,
    ret         text        check (ret in ('FULL', 'HDRS')),
    envid       text,
    octets      integer     not null,
    arrived     timestamptz not null,
    -- zstd
    content     bytea       storage external not null
);

-- A recipient who has not got it yet. Leased while somebody works on it: "due" is then the end of the lease, so that the work of a process
-- that died becomes due again by itself. Rows are rewritten at every attempt.
create table queue_recipient (
    id              bigint      generated always as identity primary key,
    message         bigint      not null references queue_message (id) on delete cascade,
    address         text        not null,
    -- The domain or address literal, lower case.
    destination     text        not null,
    -- Bits: 1 success, 2 failure, 4 delay; null if the sender did not say.
    report_on       smallint,
    original        text,
    attempts        integer     not null default 0,
    due             timestamptz not null,
    lease           uuid,
    held            boolean     not null default false,
    delay_reported  boolean     not null default false,
    last_attempt    timestamptz,
    last_reply      text        not null default ''
) with (fillfactor = 70);
create index queue_recipient_due on queue_recipient (due) where not held;
create index queue_recipient_message on queue_recipient (message);
create index queue_recipient_destination on queue_recipient (destination);

-- Destinations that could not be reached: nothing is tried there before that time.
create table queue_destination (
    destination  text        primary key,
    failures     integer     not null,
    not_before   timestamptz not null
);
