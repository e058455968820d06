-- Beginning with the account, these looked as good as the primary key to a planner that knows little of the table yet, which then read all of a collection
-- for each of its members.
alter table groupware_resource drop constraint groupware_resource_account_collection_name_key;
alter table groupware_resource drop constraint groupware_resource_account_collection_uid_key;
create unique index groupware_resource_name on groupware_resource (name, collection, account);
create unique index groupware_resource_uid on groupware_resource (uid, collection, account);
