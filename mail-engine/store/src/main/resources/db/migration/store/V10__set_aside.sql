-- Rows that a repair took out of other tables, so that nothing is lost by it. Nothing reads it but people.
create table set_aside (
    account  bigint       not null,
    at       timestamptz  not null,
    -- The rule of the check that did not hold.
    rule     text         not null,
    taken    jsonb        not null
);
