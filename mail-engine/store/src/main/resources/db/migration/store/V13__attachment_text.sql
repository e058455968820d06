-- The text of a message's attachments, one zstd frame of UTF-8, once it has been read; empty if there was nothing to read. Made anew from the message when it is missing.
create table attachment_text (
    account  bigint  not null,
    message  bigint  not null,
    text     bytea   storage external not null,
    primary key (account, message)
);
