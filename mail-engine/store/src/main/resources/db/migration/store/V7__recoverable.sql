-- Messages that lost a placement, as it was, for as long as they can be had back; then the collector's. A number of a placement is never used
-- again, so it names the row. No rule that one is the last placement of its message: whoever lists them looks.
create table recoverable (
    account        bigint       not null,
    mailbox        bigint       not null,
    uid            bigint       not null,
    -- The mailbox's name then; the mailbox may be gone since.
    name           text         not null,
    message        bigint       not null,
    internal_date  bigint       not null,
    octets         integer      not null,
    flags          smallint     not null,
    keywords       text[],
    deleted        timestamptz  not null,
    primary key (account, mailbox, uid)
);
create index recoverable_message on recoverable (message, account);
-- Rows come in the order of time, which is all that the collector asks for.
create index recoverable_deleted on recoverable using brin (deleted);
