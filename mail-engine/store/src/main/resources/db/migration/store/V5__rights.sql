-- What others may do with a mailbox, as letters of RFC 4314. The grantee is none for everybody.
create table mailbox_right (
    account  bigint  not null,
    mailbox  bigint  not null,
    grantee  bigint  references account (id) on delete cascade,
    rights   text    not null check (rights ~ '^[lrswipkxtea]+$'),
    unique nulls not distinct (account, mailbox, grantee),
    foreign key (account, mailbox) references mailbox (account, id) on delete cascade
);
create index mailbox_right_grantee on mailbox_right (grantee);
