-- A message that was sent and has not left: it can still be taken back, or its author chose a later time. The message itself lies in the account's Drafts or
-- Scheduled mailbox, visible to every client; what leaves there is not sent.
create table outbox (
    id                bigint      generated always as identity primary key,
    account           bigint      not null references account (id) on delete cascade,
    mailbox           bigint      not null,
    message           bigint      not null,
    sender            text        not null,
    recipients        text[]      not null,
    -- A report of success is asked for (RFC 3461).
    report            boolean     not null,
    scheduled         boolean     not null,
    -- The message that it answers, where the author found it.
    answered_mailbox  bigint,
    answered_uid      bigint,
    archive_answered  boolean     not null,
    due               timestamptz not null,
    -- Why it could not leave; then nobody tries again but its author.
    problem           text        not null default '',
    unique (account, message)
);
create index outbox_due on outbox (due) where problem = '';

-- A message in Sent that comes back to its author's inbox when nobody has answered it by then.
create table follow_up (
    account  bigint      not null references account (id) on delete cascade,
    message  bigint      not null,
    sent     timestamptz not null,
    due      timestamptz not null,
    primary key (account, message)
);
create index follow_up_due on follow_up (due);
