import { type Kysely, sql } from 'kysely'

// The second line: what the guards in the server forget, the database still refuses.
// Every unit of work says who acts through settings that end with its transaction; nothing said means nothing seen.
// A setting that was used and has ended reads as '', hence nullif.
export const up = (db: Kysely<unknown>) =>
  sql`
create function acting_role() returns text language sql stable parallel safe
  return nullif(current_setting('app.role', true), '');
create function acting_person() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.person', true), '')::uuid;
create function acting_account() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.account', true), '')::uuid;
create function acting_response() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.response', true), '')::uuid;
create function acting_study() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.study', true), '')::uuid;
create function acting_as_staff() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.role', true) in ('coordinator', 'researcher', 'administrator'), false);
create function acting_as_respondent() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.role', true) in ('focal_point', 'contributor', 'clearing_officer'), false);

do $$
declare name text;
begin
  foreach name in array array['study', 'instrument_version', 'wave', 'unit', 'person', 'account', 'response', 'answer',
    'answer_event', 'mutation', 'submission', 'file', 'membership', 'link', 'session', 'audit_event'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('grant select on %I to mufakat_app', name);
  end loop;
end $$;

grant insert on study, instrument_version, wave, unit, person, account, response, answer, answer_event, mutation,
  submission, file, membership, link, session to mufakat_app;
grant insert (study_id, response_id, action, detail) on audit_event to mufakat_app;
grant update (state, revision, submitted_at) on response to mufakat_app;
grant update (value, missing, version, origin, by_name, by_person, at) on answer to mufakat_app;
grant update (redeemed_at, revoked_at) on link to mufakat_app;
grant update (last_seen_at) on session to mufakat_app;
grant delete on session to mufakat_app;
grant update (name, role, password_phc) on account to mufakat_app;

-- studies, instruments, waves, units
create policy study_is_read on study for select
  using (acting_role() in ('gate', 'system') or acting_as_staff() or acting_as_respondent() and id = acting_study());
create policy study_is_opened_at_boot on study for insert with check (acting_role() = 'system');

create policy instrument_version_is_read on instrument_version for select
  using (acting_role() in ('gate', 'system') or acting_as_staff() or acting_as_respondent());
create policy instrument_version_is_loaded_at_boot on instrument_version for insert with check (acting_role() = 'system');

create policy wave_is_read on wave for select
  using (acting_role() in ('gate', 'system') or acting_as_staff() or acting_as_respondent() and study_id = acting_study());
create policy wave_is_opened_at_boot on wave for insert with check (acting_role() = 'system');

-- memberships first: the others lean on them
create policy membership_is_read on membership for select
  using (acting_role() in ('gate', 'system') or acting_as_respondent() and person_id = acting_person());
create policy membership_is_given_at_boot on membership for insert with check (acting_role() = 'system');

-- the uncorrelated subquery runs once per statement, not once per row
create policy response_is_read on response for select
  using (acting_role() in ('gate', 'system') or acting_as_staff()
    or acting_as_respondent() and study_id = acting_study() and id = acting_response()
      and id in (select m.response_id from membership m where m.person_id = acting_person()));
create policy response_is_opened_at_boot on response for insert with check (acting_role() = 'system');
create policy response_moves_on on response for update
  using (acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic)
    or acting_role() in ('focal_point', 'contributor') and study_id = acting_study() and id = acting_response()
      and id in (select m.response_id from membership m where m.person_id = acting_person()))
  with check (acting_role() in ('focal_point', 'system') or state = 'draft');

create policy unit_is_read on unit for select
  using (acting_role() in ('gate', 'system') or acting_as_staff()
    or acting_as_respondent() and study_id = acting_study()
      and id in (select r.unit_id from response r where r.study_id = acting_study() and r.id = acting_response()));
create policy unit_is_listed_at_boot on unit for insert with check (acting_role() = 'system');

-- own_response: the one this session is bound to, and only for a member of it
create function own_response() returns uuid language sql stable parallel safe
  return (select r.id from response r
    where acting_as_respondent() and r.study_id = acting_study() and r.id = acting_response());
-- the same while it may still be changed
create function own_draft() returns uuid language sql stable parallel safe
  return (select r.id from response r
    where acting_role() in ('focal_point', 'contributor') and r.study_id = acting_study() and r.id = acting_response()
      and r.state = 'draft');

do $$
declare name text;
begin
  foreach name in array array['answer', 'answer_event', 'mutation', 'file'] loop
    execute format('create policy %I on %I for select using (study_id = acting_study() and response_id = (select own_response()))',
      name || '_is_read_by_its_members', name);
    execute format('create policy %I on %I for insert with check (study_id = acting_study() and response_id = (select own_draft()))',
      name || '_is_written_while_a_draft', name);
    -- boot tasks touch answers of synthetic studies only
    execute format('create policy %I on %I for select using ((select acting_role()) = ''system'' and study_id in (select s.id from study s where s.synthetic))',
      name || '_of_a_synthetic_study_is_read_at_boot', name);
    execute format('create policy %I on %I for insert with check ((select acting_role()) = ''system'' and study_id in (select s.id from study s where s.synthetic))',
      name || '_of_a_synthetic_study_is_written_at_boot', name);
  end loop;
end $$;
create policy answer_is_changed_while_a_draft on answer for update
  using (study_id = acting_study() and response_id = (select own_draft()))
  with check (study_id = acting_study() and response_id = (select own_draft()));
create policy answer_of_a_synthetic_study_is_changed_at_boot on answer for update
  using ((select acting_role()) = 'system' and study_id in (select s.id from study s where s.synthetic))
  with check (study_id in (select s.id from study s where s.synthetic));

-- researchers and coordinators see answers from submission on, and never before
create policy submission_is_read on submission for select
  using (acting_role() in ('researcher', 'coordinator')
    or study_id = acting_study() and response_id = (select own_response())
    or acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic));
create policy submission_is_made on submission for insert
  with check (acting_role() = 'focal_point' and study_id = acting_study() and response_id = (select own_response())
      and submitted_by = acting_person()
    or acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic));

-- people and the gate
create policy person_is_read on person for select
  using (acting_role() in ('gate', 'system') or acting_as_respondent() and id = acting_person());
create policy person_is_named_at_boot on person for insert with check (acting_role() = 'system');

create policy account_is_read on account for select
  using (acting_role() in ('gate', 'system') or acting_as_staff() and id = acting_account());
create policy account_is_made_at_boot on account for insert with check (acting_role() = 'system');
create policy account_is_changed_at_boot on account for update
  using (acting_role() = 'system') with check (acting_role() = 'system');

create policy link_is_read on link for select using (acting_role() in ('gate', 'system'));
create policy link_is_made on link for insert with check (acting_role() = 'system');
create policy link_is_used_or_revoked on link for update
  using (acting_role() in ('gate', 'system')) with check (acting_role() in ('gate', 'system'));

create policy session_is_kept_by_the_gate on session
  using (acting_role() in ('gate', 'system')) with check (acting_role() in ('gate', 'system'));

create policy audit_event_is_read on audit_event for select
  using (acting_role() in ('administrator', 'system')
    or study_id = acting_study() and response_id = (select own_response()));
create policy audit_event_is_written_in_its_own_name on audit_event for insert
  with check (acting_role() is not null and actor_kind = acting_role()
    and (not acting_as_respondent() or response_id is not distinct from acting_response()));

-- looked up before every request, so in one round trip: the gate's right lasts for this call only.
-- Having been seen is noted at most once a minute.
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
  if found then
    update session s set last_seen_at = now() where s.token_hash = token and s.last_seen_at < now() - interval '1 minute';
  end if;
  perform set_config('app.role', coalesce(acting, ''), true);
end $$;
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop function session_of(bytea, interval, interval);
do $$
declare policy record;
begin
  for policy in select policyname, tablename from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on %I', policy.policyname, policy.tablename);
    execute format('alter table %I no force row level security, disable row level security', policy.tablename);
    execute format('revoke all on %I from mufakat_app', policy.tablename);
  end loop;
end $$;
drop function own_draft(), own_response(), acting_as_respondent(), acting_as_staff(), acting_study(), acting_response(),
  acting_account(), acting_person(), acting_role();
`.execute(db)
