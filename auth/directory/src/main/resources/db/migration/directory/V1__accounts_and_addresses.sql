-- A domain whose mail is delivered here. A test domain may hold accounts that Keycloak does not know.
create table domain (
    name        text        primary key check (name = lower(name)),
    is_primary  boolean     not null,
    is_test     boolean     not null,
    created     timestamptz not null
);
create unique index domain_one_primary on domain (is_primary) where is_primary;

-- A person or a room. The subject is Keycloak's "sub" and never changes hands.
create table account (
    id            bigint      generated always as identity primary key,
    subject       text        unique,
    login         text        not null unique,
    given_name    text        not null,
    family_name   text        not null,
    display_name  text        not null,
    kind          text        not null check (kind in ('PERSON', 'ROOM')),
    enabled       boolean     not null,
    quota_bytes   bigint      not null check (quota_bytes >= 0),
    created       timestamptz not null
);

-- The key is the local part in lower case, an at sign and the domain; local_part keeps the spelling.
create table address (
    key         text    primary key,
    local_part  text    not null,
    domain      text    not null references domain (name),
    account     bigint  not null references account (id) on delete cascade,
    is_primary  boolean not null
);
create unique index address_one_primary on address (account) where is_primary;
create index address_account on address (account);
create index address_domain on address (domain);

create table role_grant (
    account     bigint      not null references account (id) on delete cascade,
    role        text        not null,
    -- What the role is limited to; empty for everything.
    scope       text        not null,
    granted     timestamptz not null,
    granted_by  text        not null,
    primary key (account, role, scope)
);

-- The secret has 128 random bits, so one round of a salted hash is enough for it; the two SCRAM keys (RFC 5802 section 3) are
-- made beside it because they cannot be made later. All passwords of an account share its salt, so that one SCRAM challenge fits all.
create table app_password (
    account     bigint      not null references account (id) on delete cascade,
    id          bigint      generated always as identity,
    name        text        not null,
    services    text        not null,
    salt        bytea       not null,
    hash        bytea       not null,
    iterations  integer     not null,
    stored_key  bytea       not null,
    server_key  bytea       not null,
    created     timestamptz not null,
    last_used   timestamptz,
    primary key (account, id)
);

-- Scope is empty for the whole installation, else domain:NAME or account:ID.
create table setting (
    scope       text        not null,
    key         text        not null,
    value       text        not null,
    changed     timestamptz not null,
    changed_by  text        not null,
    primary key (scope, key)
);
