-- The groups that a card says its person is in (CATEGORIES); null of a card that was stored before this column was, which is read when somebody asks for groups.
alter table contact_entry add column categories text[];
create index contact_entry_unread on contact_entry (account) where categories is null;
