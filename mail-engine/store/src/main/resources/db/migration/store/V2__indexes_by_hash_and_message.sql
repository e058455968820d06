-- Beginning with the account, these looked as good as the primary keys to a planner that has no statistics yet, which then read all of an account.
drop index message_hash;
create index message_hash on message (hash, account);
drop index placement_message;
create index placement_message on placement (message, account);
