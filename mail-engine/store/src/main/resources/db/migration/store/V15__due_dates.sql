-- When a message is to be dealt with. It has the keyword $FollowUp besides, which other clients see; without the keyword the date means nothing.
create table due_date (
    account   bigint       not null references account (id) on delete cascade,
    message   bigint       not null,
    due       timestamptz  not null,
    reminded  boolean      not null default false,
    primary key (account, message),
    foreign key (account, message) references message (account, id) on delete cascade
);
