-- The store's hot paths, one round trip each. All take the account's counter row as their lock before any other row that is shared, so they cannot
-- deadlock. Their plans must be right on tables without statistics and be made once: so they are generic, use indexes, and look up one row at a time where
-- a join could read everything that the account has ("lateral ... offset 0", which the planner takes literally).

-- Locks the account's counter and takes the transaction's change number; the same again within one transaction.
create or replace function change_next(p_account bigint) returns bigint language sql volatile as $$
    insert into change_counter as c (account, seq, backend, began)
    values (p_account, 1, pg_backend_pid(), transaction_timestamp())
    on conflict (account) do update set
        seq = case when c.backend = excluded.backend and c.began = excluded.began then c.seq else c.seq + 1 end,
        backend = excluded.backend,
        began = excluded.began
    returning c.seq
$$;

-- Locks the account's counter and answers the number the transaction would take; null for an account that has none yet.
create or replace function change_lock(p_account bigint) returns bigint language sql volatile as $$
    select case when backend = pg_backend_pid() and began = transaction_timestamp() then seq else seq + 1 end
    from change_counter where account = p_account for update
$$;

create or replace function change_append(
    p_account bigint, p_seq bigint, p_kind smallint, p_collection bigint,
    p_created bigint[], p_updated bigint[], p_destroyed bigint[],
    p_protocol text, p_session text, p_actor bigint, p_at timestamptz)
returns void language sql volatile as $$
    insert into change as c values (p_account, p_seq, p_kind, p_collection, p_created, p_updated, p_destroyed,
        p_protocol, p_session, p_actor, p_at)
    on conflict (account, seq, kind, collection) do update set
        created = c.created || excluded.created,
        updated = c.updated || excluded.updated,
        destroyed = c.destroyed || excluded.destroyed
$$;

-- Keywords after a change: mode 0 sets, 1 adds, 2 removes; compared without case, first spelling kept, sorted, null when none are left.
create or replace function store_keywords(p_old text[], p_mode integer, p_keywords text[])
returns text[] language sql immutable as $$
    select case p_mode
        when 2 then (
            select array_agg(o order by lower(o)) from unnest(p_old) o
            where lower(o) not in (select lower(k) from unnest(p_keywords) k))
        else (
            select array_agg(distinct_one order by lower(distinct_one)) from (
                select distinct on (lower(k)) k as distinct_one
                from (
                    select o as k, 0 as rank from unnest(p_old) o
                    where p_mode = 1 or lower(o) in (select lower(n) from unnest(p_keywords) n)
                    union all
                    select n, 1 from unnest(p_keywords) n) both_lists
                order by lower(k), rank) kept)
    end
$$;

drop function if exists store_messages;
drop function if exists store_append;
drop function if exists store_append_one;
drop function if exists store_flags;
drop function if exists store_flags_one;
drop function if exists store_copy;
drop function if exists store_place;
drop function if exists store_remove;
drop function if exists store_restore;

-- Whether so much more would be too much for the account's quota; 0 is no limit.
create or replace function store_over_quota(p_account bigint, p_quota bigint, p_quota_messages bigint, p_octets bigint, p_messages bigint)
returns boolean language sql stable as $$
    select p_quota > 0 and coalesce(sum(size), 0) + p_octets > p_quota
        or p_quota_messages > 0 and coalesce(sum(messages), 0) + p_messages > p_quota_messages
    from mailbox_counter where account = p_account
$$;

-- Appends messages to mailboxes, given by number or (number 0) by name. p_message points into the arrays of messages; p_group names, for each message,
-- the first message of this call in the same thread, and p_keys from p_key_from to p_key_to are the thread keys of the group that it is the first of. Content
-- that the account has already is not stored again. Answers no rows, having written nothing, when a name has no mailbox; fewer rows than placements when a
-- number has none. KT002: over quota. Without any placement the messages are only stored, as garbage that store_place may use until it is collected, and a row for each
-- says its number.
-- Loops of small statements, for what costs here is a large statement's start, many times what it then does for one row.
create function store_append(
    p_account bigint, p_quota bigint, p_quota_messages bigint, p_at timestamptz, p_protocol text, p_session text, p_actor bigint,
    p_hash bytea[], p_content bytea[], p_octets integer[], p_parsed bytea[], p_message_id text[], p_sent bigint[],
    p_subject text[], p_from_name text[], p_sender text[], p_recipients text[], p_preview text[], p_attachments boolean[], p_audience bytea[],
    p_group integer[], p_keys bigint[], p_key_from integer[], p_key_to integer[],
    p_message integer[], p_mailbox bigint[], p_name text[], p_flags smallint[], p_keywords text[], p_internal bigint[])
returns table (r_mailbox bigint, r_uid_validity bigint, r_uid bigint, r_message bigint, r_seq bigint, r_before bigint)
language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    -- Somebody else gets a message of its own: which of the account's it is would tell that the account has it.
    v_own boolean := p_actor is null or p_actor = p_account;
    v_mailboxes bigint[] := p_mailbox;
    v_ids bigint[] := array_fill(null::bigint, array[cardinality(p_hash)]);
    v_threads bigint[] := v_ids;
    v_found boolean[] := array_fill(false, array[cardinality(p_hash)]);
    v_gone boolean;
    v_id bigint;
    v_thread bigint;
    v_added bigint := 0;
    v_save bigint := (extract(epoch from p_at) * 1000)::bigint;
    v_first integer := 1;
    v_last integer;
    v_messages integer;
    v_unseen integer;
    v_deleted integer;
    v_size bigint;
    v_uids bigint[];
begin
    for i in 1 .. cardinality(p_name) loop
        if v_mailboxes[i] = 0 then
            if i > 1 and p_mailbox[i - 1] = 0 and p_name[i] = p_name[i - 1] then
                v_mailboxes[i] := v_mailboxes[i - 1];
            else
                select id into v_id from mailbox where account = p_account and name = p_name[i];
                if not found then
                    return;
                end if;
                v_mailboxes[i] := v_id;
            end if;
        end if;
        v_added := v_added + p_octets[p_message[i]];
    end loop;

    -- The messages are stored before the account is locked, as that is most of the work; what was found then may have been collected before the lock was ours.
    loop
        for i in 1 .. cardinality(p_hash) loop
            continue when v_ids[i] is not null;
            select id, thread into v_id, v_thread from message where hash = p_hash[i] and account = p_account and v_own limit 1;
            v_found[i] := found;
            if not found then
                v_id := nextval('message_id');
                if p_group[i] < i then
                    v_thread := v_threads[p_group[i]];
                else
                    select min(thread) into v_thread from thread_key
                    where account = p_account and key = any (p_keys[p_key_from[i]:p_key_to[i]]);
                end if;
                v_thread := coalesce(v_thread, v_id);
                insert into message (account, id, hash, octets, content, parsed, thread, message_id, sent_date, subject, from_name, sender,
                    recipients, preview, attachments, audience)
                values (p_account, v_id, p_hash[i], p_octets[i], p_content[i], p_parsed[i], v_thread, p_message_id[i], p_sent[i], p_subject[i],
                    p_from_name[i], p_sender[i], p_recipients[i], p_preview[i], p_attachments[i], p_audience[i]);
            end if;
            v_ids[i] := v_id;
            v_threads[i] := v_thread;
        end loop;
        exit when r_seq is not null;

        r_seq := change_next(p_account);
        v_gone := false;
        for i in 1 .. cardinality(p_hash) loop
            if v_found[i] and not exists (select from message where account = p_account and id = v_ids[i]) then
                v_ids[i] := null;
                v_gone := true;
            end if;
        end loop;
        exit when not v_gone;
    end loop;

    if p_quota + p_quota_messages > 0 and store_over_quota(p_account, p_quota, p_quota_messages, v_added, cardinality(p_message)) then
        raise exception 'over quota' using errcode = 'KT002';
    end if;

    for i in 1 .. cardinality(p_hash) loop
        for k in p_key_from[i] .. p_key_to[i] loop
            insert into thread_key (account, key, thread) values (p_account, p_keys[k], v_threads[i]) on conflict do nothing;
        end loop;
    end loop;

    if cardinality(p_name) = 0 then
        foreach r_message in array v_ids loop
            insert into message_garbage (account, message, since) values (p_account, r_message, p_at)
            on conflict (account, message) do update set since = excluded.since;
            return next;
        end loop;
        return;
    end if;

    for i in 1 .. cardinality(p_name) loop
        if p_mailbox[i] = 0 and p_name[i] = 'INBOX' and exists (select from muted where account = p_account and thread = v_threads[p_message[i]]) then
            v_mailboxes[i] := coalesce((select id from mailbox where account = p_account and special_use = 'ARCHIVE'), v_mailboxes[i]);
        end if;
    end loop;

    -- One run of placements in the same mailbox after the other.
    while v_first <= cardinality(v_mailboxes) loop
        r_mailbox := v_mailboxes[v_first];
        v_last := v_first;
        v_unseen := 0;
        v_deleted := 0;
        v_size := 0;
        while v_last <= cardinality(v_mailboxes) and v_mailboxes[v_last] = r_mailbox loop
            v_unseen := v_unseen + 1 - (p_flags[v_last] & 1);
            v_deleted := v_deleted + (p_flags[v_last] & 8) / 8;
            v_size := v_size + p_octets[p_message[v_last]];
            v_last := v_last + 1;
        end loop;
        v_messages := v_last - v_first;
        update mailbox_counter set uid_next = uid_next + v_messages, modseq = r_seq, messages = messages + v_messages,
            unseen = unseen + v_unseen, deleted = deleted + v_deleted, size = size + v_size
        where account = p_account and mailbox = r_mailbox
        returning uid_validity, uid_next - v_messages, old.modseq into r_uid_validity, r_uid, r_before;
        if not found then
            return;
        end if;
        v_uids := '{}';
        for i in v_first .. v_last - 1 loop
            r_message := v_ids[p_message[i]];
            insert into placement (account, mailbox, uid, message, modseq, internal_date, save_date, octets, flags, keywords)
            values (p_account, r_mailbox, r_uid, r_message, r_seq, p_internal[i], v_save, p_octets[p_message[i]], p_flags[i],
                case when p_keywords[i] is not null then store_keywords(null, 0, string_to_array(p_keywords[i], ' ')) end);
            v_uids := v_uids || r_uid;
            return next;
            r_uid := r_uid + 1;
        end loop;
        insert into change as c (account, seq, kind, collection, created, updated, destroyed, protocol, session, actor, at)
        values (p_account, r_seq, 1, r_mailbox, v_uids, '{}', '{}', p_protocol, p_session, p_actor, p_at)
        on conflict (account, seq, kind, collection) do update set created = c.created || excluded.created;
        v_first := v_last;
    end loop;
end
$$;

-- What store_append does, for one message: without the arrays and loops, whose expressions are made ready anew in every transaction, a delivery takes three
-- quarters of the time.
create function store_append_one(
    p_account bigint, p_quota bigint, p_quota_messages bigint, p_at timestamptz, p_protocol text, p_session text, p_actor bigint,
    p_hash bytea, p_content bytea, p_octets integer, p_parsed bytea, p_message_id text, p_sent bigint,
    p_subject text, p_from_name text, p_sender text, p_recipients text, p_preview text, p_attachments boolean, p_audience bytea, p_keys bigint[],
    p_mailbox bigint, p_name text, p_flags smallint, p_keywords text, p_internal bigint)
returns table (r_mailbox bigint, r_uid_validity bigint, r_uid bigint, r_message bigint, r_seq bigint, r_before bigint)
language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_thread bigint;
    v_own boolean := p_actor is null or p_actor = p_account;
begin
    r_mailbox := p_mailbox;
    if p_mailbox = 0 then
        select id into r_mailbox from mailbox where account = p_account and name = p_name;
        if not found then
            return;
        end if;
    end if;
    select id, thread into r_message, v_thread from message where hash = p_hash and account = p_account and v_own limit 1;
    if found then
        -- Under the lock, as it may be collected until then.
        r_seq := change_next(p_account);
        select id, thread into r_message, v_thread from message where hash = p_hash and account = p_account and v_own limit 1;
    end if;
    if not found then
        insert into message (account, id, hash, octets, content, parsed, thread, message_id, sent_date, subject, from_name, sender,
            recipients, preview, attachments, audience)
        select p_account, n.id, p_hash, p_octets, p_content, p_parsed,
            coalesce((select min(thread) from thread_key where account = p_account and key = any (p_keys)), n.id), p_message_id, p_sent, p_subject, p_from_name,
            p_sender, p_recipients, p_preview, p_attachments, p_audience from (select nextval('message_id') as id) n
        returning id, thread into r_message, v_thread;
        r_seq := coalesce(r_seq, change_next(p_account));
    end if;
    -- What is delivered to a muted conversation is filed at once.
    if p_mailbox = 0 and p_name = 'INBOX' and exists (select from muted where account = p_account and thread = v_thread) then
        r_mailbox := coalesce((select id from mailbox where account = p_account and special_use = 'ARCHIVE'), r_mailbox);
    end if;
    if p_quota + p_quota_messages > 0 and store_over_quota(p_account, p_quota, p_quota_messages, p_octets, 1) then
        raise exception 'over quota' using errcode = 'KT002';
    end if;
    insert into thread_key (account, key, thread) select p_account, key, v_thread from unnest(p_keys) key on conflict do nothing;
    update mailbox_counter set uid_next = uid_next + 1, modseq = r_seq, messages = messages + 1,
        unseen = unseen + 1 - (p_flags & 1), deleted = deleted + (p_flags & 8) / 8, size = size + p_octets
    where account = p_account and mailbox = r_mailbox
    returning uid_validity, uid_next - 1, old.modseq into r_uid_validity, r_uid, r_before;
    if not found then
        return;
    end if;
    insert into placement (account, mailbox, uid, message, modseq, internal_date, save_date, octets, flags, keywords)
    values (p_account, r_mailbox, r_uid, r_message, r_seq, p_internal, (extract(epoch from p_at) * 1000)::bigint, p_octets, p_flags,
        case when p_keywords is not null then store_keywords(null, 0, string_to_array(p_keywords, ' ')) end);
    insert into change as c (account, seq, kind, collection, created, updated, destroyed, protocol, session, actor, at)
    values (p_account, r_seq, 1, r_mailbox, array[r_uid], '{}', '{}', p_protocol, p_session, p_actor, p_at)
    on conflict (account, seq, kind, collection) do update set created = c.created || excluded.created;
    return next;
end
$$;

-- Changes flags and keywords (null: leave them) of those messages whose modseq is at most p_unchanged_since. Answers no row when there is no such mailbox.
create function store_flags(
    p_account bigint, p_mailbox bigint, p_uids bigint[], p_mode integer, p_flags smallint, p_keywords text[], p_unchanged_since bigint,
    p_at timestamptz, p_protocol text, p_session text, p_actor bigint)
returns table (r_modseq bigint, r_changed bigint[], r_modified bigint[], r_before bigint)
language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_seq bigint := change_lock(p_account);
    v_before bigint;
    v_modseq bigint;
    v_changed bigint[];
    v_modified bigint[] := '{}';
    v_unseen integer;
    v_deleted integer;
begin
    select modseq into v_before from mailbox_counter where account = p_account and mailbox = p_mailbox;
    if not found or v_seq is null then
        return;
    end if;
    v_modseq := v_before;
    if p_unchanged_since < v_before then
        select coalesce(array_agg(p.uid order by p.uid), '{}') into v_modified from placement p
        where p.account = p_account and p.mailbox = p_mailbox and p.uid = any (p_uids) and p.modseq > p_unchanged_since;
    end if;
    with changed as (
        update placement p set
            flags = case p_mode when 0 then p_flags when 1 then p.flags | p_flags else p.flags & ~p_flags end,
            keywords = case when p_keywords is null then p.keywords else store_keywords(p.keywords, p_mode, p_keywords) end,
            modseq = v_seq
        where p.account = p_account and p.mailbox = p_mailbox and p.uid = any (p_uids) and p.modseq <= p_unchanged_since
            and (p.flags <> case p_mode when 0 then p_flags when 1 then p.flags | p_flags else p.flags & ~p_flags end
                or p_keywords is not null and p.keywords is distinct from store_keywords(p.keywords, p_mode, p_keywords))
        returning p.uid, old.flags as was, new.flags as now
    )
    select coalesce(array_agg(uid order by uid), '{}'),
        coalesce(sum((was & 1) - (now & 1)), 0), coalesce(sum((now & 8) / 8 - (was & 8) / 8), 0)
    into v_changed, v_unseen, v_deleted from changed;
    if cardinality(v_changed) > 0 then
        v_modseq := change_next(p_account);
        update mailbox_counter set modseq = v_seq, unseen = unseen + v_unseen, deleted = deleted + v_deleted
        where account = p_account and mailbox = p_mailbox;
        perform change_append(p_account, v_seq, 1::smallint, p_mailbox, '{}', v_changed, '{}', p_protocol, p_session, p_actor, p_at);
    end if;
    return query select v_modseq, v_changed, v_modified, v_before;
end
$$;

-- What store_flags does, for one message, in small statements: half of the processor time. Whether there is anything to change is looked up before a
-- number is taken.
create function store_flags_one(
    p_account bigint, p_mailbox bigint, p_uid bigint, p_mode integer, p_flags smallint, p_keywords text[], p_unchanged_since bigint,
    p_at timestamptz, p_protocol text, p_session text, p_actor bigint)
returns table (r_modseq bigint, r_changed bigint[], r_modified bigint[], r_before bigint)
language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_was smallint;
    v_now smallint;
    v_words text[];
    v_modseq bigint;
begin
    r_changed := '{}';
    r_modified := '{}';
    select modseq into r_modseq from mailbox_counter where account = p_account and mailbox = p_mailbox;
    if not found then
        return;
    end if;
    select flags, keywords, modseq into v_was, v_words, v_modseq from placement where account = p_account and mailbox = p_mailbox and uid = p_uid;
    if not found then
        return next;
        return;
    end if;
    if v_modseq > p_unchanged_since then
        r_modified := array[p_uid];
        return next;
        return;
    end if;
    if v_was = (case p_mode when 0 then p_flags when 1 then v_was | p_flags else v_was & ~p_flags end)
            and (p_keywords is null or v_words is not distinct from store_keywords(v_words, p_mode, p_keywords)) then
        return next;
        return;
    end if;
    update change_counter c set
        seq = case when c.backend = pg_backend_pid() and c.began = transaction_timestamp() then c.seq else c.seq + 1 end,
        backend = pg_backend_pid(), began = transaction_timestamp()
    where account = p_account returning seq into r_modseq;
    update placement p set
        flags = case p_mode when 0 then p_flags when 1 then p.flags | p_flags else p.flags & ~p_flags end,
        keywords = case when p_keywords is null then p.keywords else store_keywords(p.keywords, p_mode, p_keywords) end,
        modseq = r_modseq
    where p.account = p_account and p.mailbox = p_mailbox and p.uid = p_uid and p.modseq <= p_unchanged_since
    returning old.flags, new.flags into v_was, v_now;
    if not found then
        -- Changed or removed meanwhile; the number stays unused.
        select coalesce(array_agg(uid), '{}') into r_modified from placement where account = p_account and mailbox = p_mailbox and uid = p_uid;
        select modseq into r_modseq from mailbox_counter where account = p_account and mailbox = p_mailbox;
        return next;
        return;
    end if;
    update mailbox_counter set modseq = r_modseq, unseen = unseen + (v_was & 1) - (v_now & 1), deleted = deleted + (v_now & 8) / 8 - (v_was & 8) / 8
    where account = p_account and mailbox = p_mailbox returning old.modseq into r_before;
    r_changed := array[p_uid];
    insert into change as c (account, seq, kind, collection, created, updated, destroyed, protocol, session, actor, at)
    values (p_account, r_modseq, 1, p_mailbox, '{}', r_changed, '{}', p_protocol, p_session, p_actor, p_at)
    on conflict (account, seq, kind, collection) do update set updated = c.updated || excluded.updated;
    return next;
end
$$;

-- Copies or moves messages. Answers no row when one of the mailboxes is missing. KT002: over quota.
create function store_copy(
    p_account bigint, p_from bigint, p_uids bigint[], p_to bigint, p_move boolean, p_quota bigint, p_quota_messages bigint,
    p_at timestamptz, p_protocol text, p_session text, p_actor bigint)
returns table (r_uid_validity bigint, r_source bigint[], r_first bigint, r_seq bigint, r_from_before bigint, r_to_before bigint)
language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_seq bigint := change_lock(p_account);
    v_uid_validity bigint;
    v_first bigint;
    v_from_before bigint;
    v_to_before bigint;
    v_source bigint[];
    v_target bigint[];
    v_messages integer;
    v_unseen integer;
    v_deleted integer;
    v_size bigint;
begin
    select uid_validity, uid_next, modseq into v_uid_validity, v_first, v_to_before from mailbox_counter
    where account = p_account and mailbox = p_to for update;
    if not found or v_seq is null then
        return;
    end if;
    select modseq into v_from_before from mailbox_counter where account = p_account and mailbox = p_from;
    if not found then
        return;
    end if;
    select coalesce(array_agg(uid order by uid), '{}'), count(*), count(*) filter (where flags & 1 = 0),
        count(*) filter (where flags & 8 = 8), coalesce(sum(octets), 0)
    into v_source, v_messages, v_unseen, v_deleted, v_size
    from placement where account = p_account and mailbox = p_from and uid = any (p_uids);
    if v_messages = 0 then
        return query select v_uid_validity, v_source, v_first, v_seq, v_from_before, v_to_before;
        return;
    end if;
    if p_quota + p_quota_messages > 0 and not p_move and store_over_quota(p_account, p_quota, p_quota_messages, v_size, v_messages) then
        raise exception 'over quota' using errcode = 'KT002';
    end if;
    perform change_next(p_account);
    insert into placement (account, mailbox, uid, message, modseq, internal_date, save_date, octets, flags, keywords)
    select p_account, p_to, v_first - 1 + row_number() over (order by uid), message, v_seq, internal_date,
        (extract(epoch from p_at) * 1000)::bigint, octets, flags, keywords
    from placement where account = p_account and mailbox = p_from and uid = any (v_source);
    update mailbox_counter set uid_next = uid_next + v_messages, modseq = v_seq, messages = messages + v_messages,
        unseen = unseen + v_unseen, deleted = deleted + v_deleted, size = size + v_size
    where account = p_account and mailbox = p_to;
    v_target := array(select generate_series(v_first, v_first + v_messages - 1));
    perform change_append(p_account, v_seq, 1::smallint, p_to, v_target, '{}', '{}', p_protocol, p_session, p_actor, p_at);
    if p_move then
        delete from placement where account = p_account and mailbox = p_from and uid = any (v_source);
        update mailbox_counter set modseq = v_seq, messages = messages - v_messages,
            unseen = unseen - v_unseen, deleted = deleted - v_deleted, size = size - v_size
        where account = p_account and mailbox = p_from;
        perform change_append(p_account, v_seq, 1::smallint, p_from, '{}', '{}', v_source, p_protocol, p_session, p_actor, p_at);
    end if;
    return query select v_uid_validity, v_source, v_first, v_seq, v_from_before, v_to_before;
end
$$;

-- Gives messages that are stored, in the order of p_messages, placements in a mailbox. Answers no row when there is no such mailbox. KT002: over quota; KT003: a message has been
-- collected meanwhile.
create function store_place(
    p_account bigint, p_mailbox bigint, p_quota bigint, p_quota_messages bigint, p_at timestamptz, p_protocol text, p_session text, p_actor bigint,
    p_messages bigint[], p_flags smallint[], p_keywords text[], p_internal bigint[])
returns table (r_uid_validity bigint, r_first bigint, r_seq bigint, r_before bigint)
language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_messages integer;
    v_unseen integer;
    v_deleted integer;
    v_size bigint;
begin
    r_seq := change_next(p_account);
    select uid_validity, uid_next, modseq into r_uid_validity, r_first, r_before from mailbox_counter
    where account = p_account and mailbox = p_mailbox for update;
    if not found then
        return;
    end if;
    with placed as (
        insert into placement (account, mailbox, uid, message, modseq, internal_date, save_date, octets, flags, keywords)
        select p_account, p_mailbox, r_first - 1 + u.place, m.id, r_seq, u.internal, (extract(epoch from p_at) * 1000)::bigint, m.octets, u.flags,
            case when u.keywords is not null then store_keywords(null, 0, string_to_array(u.keywords, ' ')) end
        from unnest(p_messages, p_flags, p_keywords, p_internal) with ordinality u (message, flags, keywords, internal, place)
        cross join lateral (select id, octets from message where account = p_account and id = u.message offset 0) m
        returning flags, octets
    )
    select count(*), count(*) filter (where flags & 1 = 0), count(*) filter (where flags & 8 = 8), coalesce(sum(octets), 0)
    into v_messages, v_unseen, v_deleted, v_size from placed;
    if v_messages < cardinality(p_messages) then
        raise exception 'collected' using errcode = 'KT003';
    end if;
    if p_quota + p_quota_messages > 0 and store_over_quota(p_account, p_quota, p_quota_messages, v_size, v_messages) then
        raise exception 'over quota' using errcode = 'KT002';
    end if;
    update mailbox_counter set uid_next = uid_next + v_messages, modseq = r_seq, messages = messages + v_messages,
        unseen = unseen + v_unseen, deleted = deleted + v_deleted, size = size + v_size
    where account = p_account and mailbox = p_mailbox;
    perform change_append(p_account, r_seq, 1::smallint, p_mailbox, array(select generate_series(r_first, r_first + v_messages - 1)), '{}', '{}',
        p_protocol, p_session, p_actor, p_at);
    return next;
end
$$;

-- Removes messages, which can be had back for a time (all of the mailbox when p_uids is null), or only those of them flagged \Deleted. p_version is the Message-ID of
-- the draft that takes the place of what is removed, else null: a draft with the same is its former version, nothing to have back, and waits for its collection. Answers
-- no row when there is no such mailbox.
create function store_remove(
    p_account bigint, p_mailbox bigint, p_uids bigint[], p_deleted_only boolean, p_version text,
    p_at timestamptz, p_protocol text, p_session text, p_actor bigint)
returns table (r_gone bigint[], r_seq bigint, r_before bigint) language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_seq bigint := change_lock(p_account);
    v_name text;
    v_flagged integer;
    v_before bigint;
    v_gone bigint[];
    v_unseen integer;
    v_deleted integer;
    v_size bigint;
begin
    select deleted, modseq into v_flagged, v_before from mailbox_counter where account = p_account and mailbox = p_mailbox;
    if not found or v_seq is null then
        return;
    end if;
    if p_deleted_only and v_flagged = 0 then
        return query select '{}'::bigint[], v_seq, v_before;
        return;
    end if;
    select name into v_name from mailbox where account = p_account and id = p_mailbox;
    -- Named one by one, as a condition with "or" would read all of the mailbox and compare each message with each that is named.
    if p_uids is null then
        p_uids := array(select uid from placement where account = p_account and mailbox = p_mailbox);
    end if;
    with gone as (
        delete from placement
        where account = p_account and mailbox = p_mailbox and uid = any (p_uids)
            and (not p_deleted_only or flags & 8 = 8)
        returning uid, message, internal_date, octets, flags, keywords
    ), versions as (
        select message from gone where p_version is not null and flags & 16 = 16
            and (select m.message_id from message m where m.account = p_account and m.id = gone.message) = p_version
    ), kept as (
        insert into recoverable (account, mailbox, uid, name, message, internal_date, octets, flags, keywords, deleted)
        select p_account, p_mailbox, uid, v_name, message, internal_date, octets, flags, keywords, p_at from gone
        where message not in (select message from versions)
    ), garbage as (
        insert into message_garbage (account, message, since)
        select distinct p_account, message, p_at from versions
        on conflict (account, message) do update set since = greatest(message_garbage.since, excluded.since)
    )
    select coalesce(array_agg(uid order by uid), '{}'), count(*) filter (where flags & 1 = 0),
        count(*) filter (where flags & 8 = 8), coalesce(sum(octets), 0)
    into v_gone, v_unseen, v_deleted, v_size from gone;
    if cardinality(v_gone) > 0 then
        perform change_next(p_account);
        update mailbox_counter set modseq = v_seq, messages = messages - cardinality(v_gone),
            unseen = unseen - v_unseen, deleted = deleted - v_deleted, size = size - v_size
        where account = p_account and mailbox = p_mailbox;
        perform change_append(p_account, v_seq, 1::smallint, p_mailbox, '{}', '{}', v_gone, p_protocol, p_session, p_actor, p_at);
    end if;
    return query select v_gone, v_seq, v_before;
end
$$;

-- Gives messages that lost their placements, named by where they were, placements in a mailbox again. Those that have one, or are collected, are left out. Answers
-- no row when there is no such mailbox. KT002: over quota.
create function store_restore(
    p_account bigint, p_to bigint, p_mailboxes bigint[], p_uids bigint[], p_quota bigint, p_quota_messages bigint,
    p_at timestamptz, p_protocol text, p_session text, p_actor bigint)
returns table (r_messages integer, r_seq bigint, r_before bigint) language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_first bigint;
    v_messages integer;
    v_unseen integer;
    v_size bigint;
begin
    r_seq := change_lock(p_account);
    select uid_next, modseq into v_first, r_before from mailbox_counter where account = p_account and mailbox = p_to for update;
    if not found or r_seq is null then
        return;
    end if;
    with lost as (
        select distinct on (r.message) r.* from unnest(p_mailboxes, p_uids) k (mailbox, uid)
        join recoverable r on r.account = p_account and r.mailbox = k.mailbox and r.uid = k.uid
        where exists (select from message m where m.account = p_account and m.id = r.message)
            and not exists (select from placement p where p.account = p_account and p.message = r.message)
        order by r.message, r.deleted desc
    ), back as (
        insert into placement (account, mailbox, uid, message, modseq, internal_date, save_date, octets, flags, keywords)
        select p_account, p_to, v_first - 1 + row_number() over (order by mailbox, uid), message, r_seq, internal_date,
            (extract(epoch from p_at) * 1000)::bigint, octets, flags & ~8, keywords
        from lost
        returning flags, octets
    )
    select count(*), count(*) filter (where flags & 1 = 0), coalesce(sum(octets), 0) into v_messages, v_unseen, v_size from back;
    if v_messages > 0 then
        if p_quota + p_quota_messages > 0 and store_over_quota(p_account, p_quota, p_quota_messages, v_size, v_messages) then
            raise exception 'over quota' using errcode = 'KT002';
        end if;
        perform change_next(p_account);
        update mailbox_counter set uid_next = uid_next + v_messages, modseq = r_seq, messages = messages + v_messages,
            unseen = unseen + v_unseen, size = size + v_size
        where account = p_account and mailbox = p_to;
        perform change_append(p_account, r_seq, 1::smallint, p_to, array(select generate_series(v_first, v_first + v_messages - 1)), '{}', '{}',
            p_protocol, p_session, p_actor, p_at);
    end if;
    delete from recoverable r using unnest(p_mailboxes, p_uids) k (mailbox, uid)
    where r.account = p_account and r.mailbox = k.mailbox and r.uid = k.uid;
    r_messages := v_messages;
    return next;
end
$$;

-- Lets go of messages that were deleted before p_before, a batch at a time: from now on they wait for their collection. Answers how many.
create or replace function store_let_go(p_account bigint, p_before timestamptz, p_limit integer)
returns integer language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_gone integer;
begin
    perform change_lock(p_account);
    with gone as (
        delete from recoverable where account = p_account and (mailbox, uid) in (
            select mailbox, uid from recoverable where account = p_account and deleted < p_before limit p_limit)
        returning message, deleted
    ), garbage as (
        insert into message_garbage (account, message, since)
        select p_account, message, max(deleted) from gone group by message
        -- one that has been stored again since to be placed waits from then
        on conflict (account, message) do update set since = greatest(message_garbage.since, excluded.since)
    )
    select count(*) into v_gone from gone;
    return v_gone;
end
$$;

-- Deletes messages that have been without a placement since before p_before, a batch at a time; answers how many rows of garbage it looked at.
create or replace function store_collect(p_account bigint, p_before timestamptz, p_limit integer)
returns integer language plpgsql volatile
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_messages bigint[];
begin
    perform change_lock(p_account);
    with old as (
        delete from message_garbage where account = p_account and message in (
            select message from message_garbage where account = p_account and since < p_before limit p_limit)
        returning message
    )
    select coalesce(array_agg(message), '{}') into v_messages from old;
    delete from message m where m.account = p_account and m.id = any (v_messages)
        and not exists (select from placement p where p.account = p_account and p.message = m.id)
        and not exists (select from recoverable r where r.account = p_account and r.message = m.id);
    delete from attachment_text t where t.account = p_account and t.message = any (v_messages)
        and not exists (select from message m where m.account = t.account and m.id = t.message);
    return cardinality(v_messages);
end
$$;

-- Forgets up to p_limit of the account's oldest changes from before p_before; answers how many.
create or replace function change_trim(p_account bigint, p_before timestamptz, p_limit integer)
returns integer language plpgsql volatile as $$
declare
    v_upto bigint;
    v_trimmed integer;
begin
    select max(seq) into v_upto from (
        select c.seq, c.at from change c where c.account = p_account order by c.seq limit p_limit) oldest
    where at < p_before;
    if v_upto is null then
        return 0;
    end if;
    update change_counter set trimmed = greatest(trimmed, v_upto) where account = p_account;
    delete from change where account = p_account and seq <= v_upto;
    get diagnostics v_trimmed = row_count;
    return v_trimmed;
end
$$;
