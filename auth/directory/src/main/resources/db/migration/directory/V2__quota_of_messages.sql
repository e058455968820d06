alter table account add column quota_messages bigint not null default 0 check (quota_messages >= 0);

alter table account drop constraint account_kind_check;
alter table account add constraint account_kind_check check (kind in ('PERSON', 'ROOM', 'SHARED'));
