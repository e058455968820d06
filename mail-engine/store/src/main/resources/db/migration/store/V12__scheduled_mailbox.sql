alter table mailbox drop constraint mailbox_special_use_check;
alter table mailbox add constraint mailbox_special_use_check check (special_use in ('ARCHIVE', 'DRAFTS', 'IMPORTANT', 'JUNK', 'SCHEDULED', 'SENT', 'TRASH'));
