-- Whom a message is for, in the store's own octets: whether it is list mail, and hashes of the addresses in To and Cc. Null until it has been looked at, which is done after the start for what
-- was stored before, the newest first: adding the column rewrites nothing.
alter table message add column if not exists audience bytea;
alter table message alter column audience set storage main;
-- The messages of which it is not known. Where there are messages the server builds it beside deliveries (AudienceFill), whose statement must be this one; here it would hold them up for as long as
-- it takes to look at all messages.
do $$
begin
    if not exists (select from message) then
        create index if not exists message_audience on message (account, id) where audience is null;
    end if;
end
$$;
