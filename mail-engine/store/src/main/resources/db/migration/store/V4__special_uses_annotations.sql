alter table mailbox drop constraint mailbox_special_use_check;
alter table mailbox add constraint mailbox_special_use_check check (special_use in ('ARCHIVE', 'DRAFTS', 'IMPORTANT', 'JUNK', 'SENT', 'TRASH'));

-- Values under names (RFC 5464). The viewer is the account that alone sees a private one; none for what all share.
create table mailbox_annotation (
    account  bigint  not null,
    mailbox  bigint  not null,
    entry    text    not null,
    viewer   bigint  references account (id) on delete cascade,
    value    bytea   not null,
    unique nulls not distinct (account, mailbox, entry, viewer),
    foreign key (account, mailbox) references mailbox (account, id) on delete cascade
);
create index mailbox_annotation_viewer on mailbox_annotation (viewer);

create table server_annotation (
    entry   text    not null,
    viewer  bigint  references account (id) on delete cascade,
    value   bytea   not null,
    unique nulls not distinct (entry, viewer)
);
create index server_annotation_viewer on server_annotation (viewer);
