-- Whom a message is for, in the store's own octets: whether it is list mail, and hashes of the addresses in To and Cc. Null until it has been looked at, which is done after the start for what
-- was stored before, the newest first: adding the column rewrites nothing.
alter table message add column audience bytea;
alter table message alter column audience set storage main;
create index message_audience on message (account, id) where audience is null;
