import { type Kysely, sql } from 'kysely'

// A focal point asks named people for a part of the response. The part is kept as the codes of its items, so that the
// database itself can refuse what lies outside it; sections and single items are kept beside it, as they were asked for.
// Whoever is withdrawn is no member any more: every policy that leans on membership then sees nothing.
export const up = (db: Kysely<unknown>) =>
  sql`
-- two ministries may ask the same person, and neither knows of the other: each names them for itself
drop index person_email_is_used_once;
alter table membership add column single_items text[] not null default '{}';
-- what may be written: sections and single items, spelled out; empty: the whole response
alter table membership add column items text[];
-- what has to be read beside it to understand the questions
alter table membership add column context text[] not null default '{}';
alter table membership add column reads_all boolean not null default true;
alter table membership add column alternate boolean not null default false;
-- the ministry or office somebody belongs to
alter table membership add column body text not null default '';
alter table membership add column due_on date;
alter table membership add column message text not null default '';
alter table membership add column asked_by text;
alter table membership add column asked_at timestamptz not null default now();
alter table membership add column withdrawn_at timestamptz;
-- sessions from before this moment are over
alter table membership add column sessions_from timestamptz;
alter table membership drop constraint membership_role_is_a_respondent;
alter table membership add constraint membership_role_is_a_respondent
  check (role in ('focal_point', 'contributor', 'reviewer', 'clearing_officer'));
alter table membership add constraint membership_part_is_for_who_works_on_it
  check (role in ('contributor', 'reviewer') or sections = '{}' and single_items = '{}');
alter table membership add constraint membership_alternate_is_a_focal_point check (role = 'focal_point' or not alternate);

create table delegation_return (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  outcome text not null constraint delegation_return_outcome_is_known check (outcome in ('done', 'cannot')),
  note text not null default '' constraint delegation_return_note_is_short check (length(note) <= 2000),
  at timestamptz not null default clock_timestamp(),
  constraint delegation_return_is_identified_by_id primary key (study_id, response_id, id),
  constraint delegation_return_is_by_a_member foreign key (study_id, response_id, person_id) references membership,
  constraint delegation_return_unfinished_says_why check (outcome = 'done' or note <> '')
);
create trigger delegation_return_is_append_only before update or delete on delegation_return
  for each row execute function refuse_change();
create trigger delegation_return_is_never_emptied before truncate on delegation_return
  for each statement execute function refuse_change();

-- when somebody last said that they have seen what changed
create table last_look (
  study_id uuid not null,
  response_id uuid not null,
  person_id uuid not null,
  at timestamptz not null default now(),
  constraint last_look_is_one_per_member primary key (study_id, response_id, person_id),
  constraint last_look_is_by_a_member foreign key (study_id, response_id, person_id) references membership
);

create function items_asked(hash char(64), wanted text[], singles text[]) returns text[] language sql stable as $$
  select coalesce(array_agg(distinct i.code), '{}') from instrument_version v,
    jsonb_array_elements(v.bundle -> 'sections') s, jsonb_path_query(s, '$.groups[*].items[*]') t,
    lateral (select t ->> 'item' as code union all select c ->> 'item' from jsonb_path_query(t, '$.items[*]') c) i
  where v.hash = items_asked.hash and (s ->> 'section' = any(wanted) or t ->> 'item' = any(singles))
$$;
create function spell_out_items() returns trigger language plpgsql as $$
begin
  new.items := case when new.sections = '{}' and new.single_items = '{}' then null
    else (select items_asked(r.instrument_hash, new.sections, new.single_items) from response r
      where r.study_id = new.study_id and r.id = new.response_id) end;
  return new;
end $$;
create trigger membership_items_are_spelled_out before insert or update on membership
  for each row execute function spell_out_items();
-- another version may have other items in the same sections
create function spell_out_again() returns trigger language plpgsql as $$
begin
  update membership m set sections = m.sections where m.study_id = new.study_id and m.response_id = new.id and m.items is not null;
  return null;
end $$;
create trigger response_moves_with_its_people after update of instrument_hash on response
  for each row when (old.instrument_hash is distinct from new.instrument_hash) execute function spell_out_again();
update membership set sections = sections where sections <> '{}';

create or replace function acting_as_respondent() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.role', true) in ('focal_point', 'contributor', 'reviewer', 'clearing_officer'), false);

-- the gate's right lasts for these calls only
create function leads_response() returns boolean language plpgsql as $$
declare acting text := current_setting('app.role', true); leads boolean;
begin
  if acting is distinct from 'focal_point' then return false; end if;
  perform set_config('app.role', 'gate', true);
  leads := exists (select from membership m where m.study_id = acting_study() and m.response_id = acting_response()
    and m.person_id = acting_person() and m.role = 'focal_point' and m.withdrawn_at is null);
  perform set_config('app.role', acting, true);
  return leads;
end $$;
create function colleagues() returns table (person uuid, name text, role text, alternate boolean, body text, sections text[],
  single_items text[], due_on date) language plpgsql as $$
declare acting text := current_setting('app.role', true);
begin
  if own_response() is null then return; end if;
  perform set_config('app.role', 'gate', true);
  return query
    select p.id, p.name, m.role, m.alternate, m.body, m.sections, m.single_items, m.due_on
    from membership m join person p on p.id = m.person_id
    where m.study_id = acting_study() and m.response_id = acting_response() and m.withdrawn_at is null
    order by m.role <> 'focal_point', m.alternate, p.name, p.id;
  perform set_config('app.role', acting, true);
end $$;

drop policy membership_is_read on membership;
create policy membership_is_read on membership for select
  using (acting_role() in ('gate', 'system')
    or acting_as_respondent() and person_id = acting_person() and withdrawn_at is null
    or acting_role() = 'focal_point' and study_id = acting_study() and response_id = acting_response() and (select leads_response()));
create policy membership_is_asked_for_by_the_focal_point on membership for insert
  with check (acting_role() = 'focal_point' and study_id = acting_study() and response_id = acting_response()
    and (select leads_response()) and person_id <> acting_person() and (role <> 'focal_point' or alternate));
create policy membership_is_changed_by_the_focal_point on membership for update
  using (acting_role() = 'focal_point' and study_id = acting_study() and response_id = acting_response()
    and (select leads_response()) and person_id <> acting_person() and (role <> 'focal_point' or alternate))
  with check (study_id = acting_study() and response_id = acting_response()
    -- who holds a step of clearance is not taken out from under it
    and (withdrawn_at is null or not exists (select from clearance_step s where s.study_id = membership.study_id
      and s.response_id = membership.response_id and s.person_id = membership.person_id
      and s.plan = current_plan(s.study_id, s.response_id))));
grant update (sections, single_items, items, context, reads_all, due_on, message, withdrawn_at, sessions_from) on membership
  to mufakat_app;

create policy person_is_read_by_who_asked on person for select
  using (acting_role() = 'focal_point' and id in (select m.person_id from membership m
    where m.study_id = acting_study() and m.response_id = acting_response()));
create policy person_is_named_by_the_focal_point on person for insert
  with check (acting_role() = 'focal_point' and (select leads_response()));

create policy link_is_read_by_who_asked on link for select
  using (acting_role() = 'focal_point' and study_id = acting_study() and response_id = acting_response() and (select leads_response()));
create policy link_is_made_by_the_focal_point on link for insert
  with check (acting_role() = 'focal_point' and study_id = acting_study() and response_id = acting_response()
    and (select leads_response()) and redeemed_at is null and person_id in (select m.person_id from membership m
      where m.study_id = acting_study() and m.response_id = acting_response() and m.person_id <> acting_person()
        and m.withdrawn_at is null and (m.role <> 'focal_point' or m.alternate)));
create policy link_is_revoked_by_the_focal_point on link for update
  using (acting_role() = 'focal_point' and study_id = acting_study() and response_id = acting_response()
    and (select leads_response()) and person_id <> acting_person() and revoked_at is null)
  with check (revoked_at is not null);

alter table delegation_return enable row level security, force row level security;
alter table last_look enable row level security, force row level security;
grant select, insert on delegation_return, last_look to mufakat_app;
grant update (at) on last_look to mufakat_app;
create policy delegation_return_is_read_by_who_asked on delegation_return for select
  using (study_id = acting_study() and response_id = (select own_response())
    and (acting_role() = 'focal_point' or person_id = acting_person()));
create policy delegation_return_is_made_by_who_was_asked on delegation_return for insert
  with check (study_id = acting_study() and response_id = (select own_response()) and person_id = acting_person()
    and acting_role() in ('contributor', 'reviewer'));
create policy last_look_is_ones_own on last_look
  using (study_id = acting_study() and response_id = (select own_response()) and person_id = acting_person())
  with check (study_id = acting_study() and response_id = (select own_response()) and person_id = acting_person());

-- what somebody may write, and what they may read; empty: everything
create function own_scope() returns text[] language sql stable
  return (select m.items from membership m where m.study_id = acting_study() and m.response_id = acting_response()
    and m.person_id = acting_person());
create function own_reading() returns text[] language sql stable
  return (select m.items || m.context from membership m where m.study_id = acting_study()
    and m.response_id = acting_response() and m.person_id = acting_person() and not m.reads_all);
create or replace function own_item(asked text) returns boolean language sql stable
  return own_response() is not null and coalesce(asked = any(own_scope()), true);

do $$
declare name text;
begin
  foreach name in array array['answer', 'answer_event', 'contribution', 'citation'] loop
    execute format('create policy %I on %I as restrictive for select
        using ((select own_reading()) is null or array[item] <@ (select own_reading()))',
      name || '_is_read_within_what_was_asked', name);
    execute format('create policy %I on %I as restrictive for insert
        with check ((select own_scope()) is null or array[item] <@ (select own_scope()))',
      name || '_is_written_within_what_was_asked', name);
  end loop;
  foreach name in array array['answer', 'citation'] loop
    execute format('create policy %I on %I as restrictive for update
        using ((select own_scope()) is null or array[item] <@ (select own_scope()))
        with check ((select own_scope()) is null or array[item] <@ (select own_scope()))',
      name || '_is_changed_within_what_was_asked', name);
  end loop;
end $$;
create policy contribution_decision_is_made_within_what_was_asked on contribution_decision as restrictive for insert
  with check ((select own_scope()) is null or exists (select from contribution c where c.study_id = contribution_decision.study_id
    and c.response_id = contribution_decision.response_id and c.id = contribution_id and array[c.item] <@ (select own_scope())));
create policy contribution_decision_is_read_within_what_was_asked on contribution_decision as restrictive for select
  using ((select own_reading()) is null or exists (select from contribution c where c.study_id = contribution_decision.study_id
    and c.response_id = contribution_decision.response_id and c.id = contribution_id));
create policy earlier_answer_is_read_within_what_was_asked on earlier_answer as restrictive for select
  using ((select own_reading()) is null or array[item, to_item] && (select own_reading()));
create policy warning_reason_is_read_within_what_was_asked on warning_reason as restrictive for select
  using ((select own_reading()) is null or array[split_part(key, '/', 1)] <@ (select own_reading()));
create policy submission_is_read_by_who_reads_all on submission as restrictive for select
  using (acting_role() = 'clerk' or (select own_reading()) is null);
create policy response_is_not_moved_by_reviewers on response as restrictive for update
  using (acting_role() is distinct from 'reviewer');

-- whether a request was submitted is known to everybody who works on the response, also to those who may not read it all
create policy submission_is_counted on submission for select using (acting_role() = 'clerk');
create function is_request_submitted(study uuid, response uuid, asked integer) returns boolean language plpgsql as $$
declare acting text := current_setting('app.role', true); found boolean;
begin
  perform set_config('app.role', 'clerk', true);
  found := exists (select from submission s where s.study_id = study and s.response_id = response and s.request = asked);
  perform set_config('app.role', coalesce(acting, ''), true);
  return found;
end $$;
create or replace function open_clearance(study uuid, response uuid) returns integer language sql stable
  return (select q.number from clearance_request q where q.study_id = study and q.response_id = response
    and not exists (select from clearance_decision d where d.study_id = study and d.response_id = response
      and d.request = q.number and d.decision in ('returned', 'withdrawn'))
    and not is_request_submitted(study, response, q.number)
    order by q.number desc limit 1);

drop function session_of(bytea, interval, interval);
create function session_of(token bytea, idle_respondent interval, idle_staff interval)
returns table (role text, name text, person_id uuid, account_id uuid, study_id uuid, response_id uuid, expires_at timestamptz,
  withdrawn boolean)
language plpgsql as $$
declare acting text := current_setting('app.role', true);
begin
  perform set_config('app.role', 'gate', true);
  return query
    select s.role, coalesce(p.name, a.name), s.person_id, s.account_id, s.study_id, s.response_id, s.expires_at,
      coalesce(m.withdrawn_at is not null or s.created_at < m.sessions_from, false)
    from session s left join person p on p.id = s.person_id left join account a on a.id = s.account_id
      left join membership m on m.study_id = s.study_id and m.response_id = s.response_id and m.person_id = s.person_id
    where s.token_hash = token and now() < s.expires_at
      and now() < s.last_seen_at + case when s.person_id is null then idle_staff else idle_respondent end;
  if found then
    update session s set last_seen_at = now() where s.token_hash = token and s.last_seen_at < now() - interval '1 minute';
  end if;
  perform set_config('app.role', coalesce(acting, ''), true);
end $$;
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop function session_of(bytea, interval, interval);
create function session_of(token bytea, idle_respondent interval, idle_staff interval)
returns table (role text, name text, person_id uuid, account_id uuid, study_id uuid, response_id uuid, expires_at timestamptz)
language plpgsql as $$
declare acting text := current_setting('app.role', true);
begin
  perform set_config('app.role', 'gate', true);
  return query
    select s.role, coalesce(p.name, a.name), s.person_id, s.account_id, s.study_id, s.response_id, s.expires_at
    from session s left join person p on p.id = s.person_id left join account a on a.id = s.account_id
    where s.token_hash = token and now() < s.expires_at
      and now() < s.last_seen_at + case when s.person_id is null then idle_staff else idle_respondent end;
  perform set_config('app.role', coalesce(acting, ''), true);
end $$;
create or replace function open_clearance(study uuid, response uuid) returns integer language sql stable
  return (select q.number from clearance_request q where q.study_id = study and q.response_id = response
    and not exists (select from clearance_decision d where d.study_id = study and d.response_id = response
      and d.request = q.number and d.decision in ('returned', 'withdrawn'))
    and not exists (select from submission s where s.study_id = study and s.response_id = response and s.request = q.number)
    order by q.number desc limit 1);
create or replace function own_item(asked text) returns boolean language sql stable return own_response() is not null;
drop trigger response_moves_with_its_people on response;
do $$
declare rule record;
begin
  for rule in select policyname, tablename from pg_policies where schemaname = 'public' and (policyname like '%within_what_was_asked'
      or policyname like '%_by_the_focal_point' and tablename in ('membership', 'person', 'link')
      or policyname like '%_by_who_asked' or policyname in ('submission_is_read_by_who_reads_all', 'submission_is_counted',
        'response_is_not_moved_by_reviewers', 'membership_is_read')) loop
    execute format('drop policy %I on %I', rule.policyname, rule.tablename);
  end loop;
end $$;
create policy membership_is_read on membership for select
  using (acting_role() in ('gate', 'system') or acting_as_respondent() and person_id = acting_person());
drop table last_look, delegation_return;
drop trigger membership_items_are_spelled_out on membership;
drop function own_scope(), own_reading(), is_request_submitted(uuid, uuid, integer), colleagues(), leads_response(),
  spell_out_again(), spell_out_items(), items_asked(char, text[], text[]);
alter table membership drop constraint membership_alternate_is_a_focal_point,
  drop constraint membership_part_is_for_who_works_on_it;
alter table membership drop column sessions_from, drop column withdrawn_at, drop column asked_at, drop column asked_by,
  drop column message, drop column due_on, drop column body, drop column alternate, drop column reads_all,
  drop column context, drop column items, drop column single_items;
alter table membership drop constraint membership_role_is_a_respondent;
alter table membership add constraint membership_role_is_a_respondent
  check (role in ('focal_point', 'contributor', 'clearing_officer')) not valid;
create or replace function acting_as_respondent() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.role', true) in ('focal_point', 'contributor', 'clearing_officer'), false);
create index person_email_is_used_once on person (lower(email));
`.execute(db)
