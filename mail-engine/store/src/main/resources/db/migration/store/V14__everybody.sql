-- Everybody may never send as a mailbox's owner (p), nor give rights (a), by which anybody would have the first.
delete from mailbox_right where grantee is null and rights ~ '^[pa]+$';
update mailbox_right set rights = translate(rights, 'pa', '') where grantee is null and rights ~ '[pa]';
alter table mailbox_right add check (grantee is not null or rights !~ '[pa]');
