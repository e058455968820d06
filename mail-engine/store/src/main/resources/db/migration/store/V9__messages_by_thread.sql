-- The messages of a conversation. The account comes second, as in the other indexes: no planner without statistics shall read all of an account by it.
create index message_thread on message (thread, account, id);
