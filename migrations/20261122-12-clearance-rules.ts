import { type Kysely, sql } from 'kysely'

// What stands of a clearance, and who may do what while it is open: the second line behind the server's own checks.
// The first functions are used by the policies and triggers after them, and by the server's own questions.
export const up = (db: Kysely<unknown>) =>
  sql`
create policy signing_key_is_public on signing_key for select using (acting_role() is not null);
create policy signing_key_is_made_known_at_boot on signing_key for insert with check (acting_role() = 'system');

-- the request that is being cleared: neither returned, nor withdrawn, nor submitted
create function open_clearance(study uuid, response uuid) returns integer language sql stable
  return (select q.number from clearance_request q where q.study_id = study and q.response_id = response
    and not exists (select from clearance_decision d where d.study_id = study and d.response_id = response
      and d.request = q.number and d.decision in ('returned', 'withdrawn'))
    and not exists (select from submission s where s.study_id = study and s.response_id = response and s.request = q.number)
    order by q.number desc limit 1);

-- the steps of a request that stand: cleared, and not reopened since
create function standing_steps(study uuid, response uuid, asked integer)
returns table (step integer, items text[], person uuid) language sql stable as $$
  select d.step, d.items, d.by_person from clearance_decision d
  where d.study_id = study and d.response_id = response and d.request = asked and d.decision = 'cleared'
    and not exists (select from clearance_decision l where l.study_id = study and l.response_id = response
      and l.request = asked and l.decision = 'reopened' and l.step = d.step and l.number > d.number)
$$;

create function current_plan(study uuid, response uuid) returns integer language sql stable
  return coalesce((select max(s.plan) from clearance_step s where s.study_id = study and s.response_id = response), 0);

create function officers_hold(study uuid, response uuid, of_plan integer) returns boolean language sql stable
  return exists (select from clearance_step s where s.study_id = study and s.response_id = response and s.plan = of_plan
    and s.role = 'clearing_officer');

-- whose step it is: the first that does not stand, and a holder of it
create function is_turn(study uuid, response uuid, asked integer, wanted integer) returns boolean language sql stable as $$
  select case when q.plan = 0 then acting_role() = 'focal_point' and wanted = 1
      and not exists (select from standing_steps(study, response, asked))
    else exists (select from clearance_step s where s.study_id = study and s.response_id = response and s.plan = q.plan
      and s.step = wanted and s.role = acting_role() and coalesce(s.person_id = acting_person(), true)
      and s.step = (select min(o.step) from clearance_step o where o.study_id = study and o.response_id = response
        and o.plan = q.plan and o.step not in (select t.step from standing_steps(study, response, asked) t))) end
  from clearance_request q where q.study_id = study and q.response_id = response and q.number = asked
$$;

create function last_editor(study uuid, response uuid) returns uuid language sql stable
  return (select e.by_person from answer_event e where e.study_id = study and e.response_id = response
    order by e.at desc, e.version desc limit 1);

-- every step stands, the last one by who acts, and who acts was not the last to edit unless that is waived
create function is_cleared(study uuid, response uuid, asked integer) returns boolean language sql stable as $$
  select case when q.plan = 0 then acting_role() = 'focal_point'
      and exists (select from standing_steps(study, response, asked) t where t.step = 1 and t.person = acting_person())
    else not exists (select from clearance_step s where s.study_id = study and s.response_id = response and s.plan = q.plan
        and s.step not in (select t.step from standing_steps(study, response, asked) t))
      and (select t.person from standing_steps(study, response, asked) t order by t.step desc limit 1) = acting_person()
      and (last_editor(study, response) is distinct from acting_person()
        or exists (select from clearance_waiver w where w.study_id = study and w.response_id = response)) end
  from clearance_request q where q.study_id = study and q.response_id = response and q.number = asked
$$;

create function latest_submission(study uuid, response uuid) returns integer language sql stable
  return (select max(s.number) from submission s where s.study_id = study and s.response_id = response);

-- what nobody may change at this moment; '*' stands for everything
create function frozen_items() returns text[] language sql stable
  return (select case when q.asked is null then '{}'
      when acting_role() <> 'focal_point' then array['*']
      else coalesce((select array_agg(distinct i.item) from standing_steps(acting_study(), acting_response(), q.asked) t,
        unnest(coalesce(t.items, array['*'])) as i(item)), '{}') end
    from (select open_clearance(acting_study(), acting_response()) as asked) q);

create policy answer_is_still_while_cleared on answer as restrictive for insert
  with check (not ((select frozen_items()) && array[item, '*']));
create policy answer_stays_still_while_cleared on answer as restrictive for update
  using (not ((select frozen_items()) && array[item, '*'])) with check (not ((select frozen_items()) && array[item, '*']));

create policy clearance_step_is_planned_by_its_members on clearance_step for insert
  with check (study_id = acting_study() and response_id = (select own_response()) and by_person = acting_person()
    and plan = current_plan(study_id, response_id) + 1 and open_clearance(study_id, response_id) is null
    and (acting_role() = 'clearing_officer'
      or acting_role() = 'focal_point' and not officers_hold(study_id, response_id, current_plan(study_id, response_id))));

create policy clearance_request_is_made_by_the_focal_point on clearance_request for insert
  with check (acting_role() = 'focal_point' and by_person = acting_person()
    and study_id = acting_study() and response_id = (select own_draft())
    and plan = current_plan(study_id, response_id) and open_clearance(study_id, response_id) is null);

create policy clearance_decision_is_made_in_its_turn on clearance_decision for insert
  with check (study_id = acting_study() and response_id = (select own_response()) and by_person = acting_person()
    and request = open_clearance(study_id, response_id)
    and (decision in ('cleared', 'returned') and is_turn(study_id, response_id, request, step)
      or decision in ('reopened', 'withdrawn') and acting_role() = 'focal_point'));

create policy warning_reason_is_given_by_the_focal_point on warning_reason for insert
  with check (acting_role() = 'focal_point' and by_person = acting_person()
    and study_id = acting_study() and response_id = (select own_draft()));

create policy clearance_waiver_is_read_by_coordinators on clearance_waiver for select using (acting_role() = 'coordinator');
create policy clearance_waiver_is_recorded_by_coordinators on clearance_waiver for insert
  with check (acting_role() = 'coordinator' and by_account = acting_account());

create policy reopening_request_is_read_by_coordinators on reopening_request for select using (acting_role() = 'coordinator');
create policy reopening_request_is_made on reopening_request for insert
  with check (by_role = acting_role() and submission = latest_submission(study_id, response_id)
    and (acting_role() = 'coordinator' and by_account = acting_account()
      or acting_role() = 'focal_point' and by_person = acting_person()
        and study_id = acting_study() and response_id = (select own_response())));

create policy reopening_is_read_by_coordinators on reopening for select using (acting_role() = 'coordinator');
-- where officers clear, one of them reopens; where the focal point clears alone, a coordinator asked for it
create policy reopening_is_made_by_who_clears on reopening for insert
  with check (study_id = acting_study() and response_id = (select own_response()) and by_person = acting_person()
    and submission = latest_submission(study_id, response_id)
    and (acting_role() = 'clearing_officer'
      or acting_role() = 'focal_point' and not officers_hold(study_id, response_id, current_plan(study_id, response_id))
        and exists (select from reopening_request q where q.study_id = reopening.study_id
          and q.response_id = reopening.response_id and q.submission = reopening.submission
          and q.number = reopening.request and q.by_role = 'coordinator')));

drop policy submission_is_made on submission;
create policy submission_is_made on submission for insert
  with check (acting_role() in ('focal_point', 'clearing_officer') and study_id = acting_study()
      and response_id = (select own_response()) and submitted_by = acting_person()
      and request = open_clearance(study_id, response_id) and is_cleared(study_id, response_id, request)
    or acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic));

create function is_submitted(study uuid, response uuid, at_revision integer) returns boolean language sql stable
  return exists (select from submission s where s.study_id = study and s.response_id = response and s.revision = at_revision);
create function is_reopened(study uuid, response uuid) returns boolean language sql stable
  return exists (select from reopening o where o.study_id = study and o.response_id = response
    and o.submission = latest_submission(study, response));

drop policy response_moves_on on response;
create policy response_moves_on on response for update
  using (acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic)
    or acting_as_respondent() and study_id = acting_study() and id = acting_response()
      and id in (select m.response_id from membership m where m.person_id = acting_person()))
  with check (acting_role() = 'system' or state = 'draft'
    or acting_role() in ('focal_point', 'clearing_officer') and is_submitted(study_id, id, revision));

drop trigger response_submitted_stays_submitted on response;
drop function refuse_reopening();
create function refuse_way_around_clearance() returns trigger language plpgsql as $$
declare rule text;
begin
  if old.state = 'submitted' and not (new.state = 'draft' and new.revision = old.revision + 1
      and new.instrument_hash = old.instrument_hash and is_reopened(old.study_id, old.id)) then
    rule := 'response_submitted_stays_submitted';
  elsif old.state = 'draft' and new.state = 'draft' and acting_role() = 'clearing_officer' then
    rule := 'response_is_not_edited_by_its_clearing_officer';
  elsif old.instrument_hash <> new.instrument_hash and open_clearance(old.study_id, old.id) is not null then
    rule := 'response_keeps_its_version_during_clearance';
  end if;
  if rule is not null then
    raise exception 'this is no way around clearance' using errcode = 'restrict_violation', constraint = rule, table = 'response';
  end if;
  return new;
end $$;
create trigger response_submitted_stays_submitted before update on response
  for each row when (old.state = 'submitted' or old.instrument_hash is distinct from new.instrument_hash
    or coalesce(acting_role() = 'clearing_officer', false))
  execute function refuse_way_around_clearance();

-- the people of a response, by name and part, for those who work on it: the gate's right lasts for this call only
create function people_of_own_response() returns table (person uuid, name text, role text) language plpgsql as $$
declare acting text := current_setting('app.role', true);
begin
  if acting is distinct from 'focal_point' and acting is distinct from 'clearing_officer' or own_response() is null then
    return;
  end if;
  perform set_config('app.role', 'gate', true);
  return query
    select p.id, p.name, m.role from membership m join person p on p.id = m.person_id
    where m.study_id = acting_study() and m.response_id = acting_response() order by p.name, p.id;
  perform set_config('app.role', acting, true);
end $$;
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop function people_of_own_response();
drop trigger response_submitted_stays_submitted on response;
drop function refuse_way_around_clearance();
create function refuse_reopening() returns trigger language plpgsql as $$
begin
  raise exception 'a submitted response stays as it is'
    using errcode = 'restrict_violation', constraint = 'response_submitted_stays_submitted', table = 'response';
end $$;
create trigger response_submitted_stays_submitted before update on response
  for each row when (old.state = 'submitted') execute function refuse_reopening();
drop policy response_moves_on on response;
create policy response_moves_on on response for update
  using (acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic)
    or acting_role() in ('focal_point', 'contributor') and study_id = acting_study() and id = acting_response()
      and id in (select m.response_id from membership m where m.person_id = acting_person()))
  with check (acting_role() in ('focal_point', 'system') or state = 'draft');
drop policy submission_is_made on submission;
create policy submission_is_made on submission for insert
  with check (acting_role() = 'focal_point' and study_id = acting_study() and response_id = (select own_response())
      and submitted_by = acting_person()
    or acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic));
drop policy answer_is_still_while_cleared on answer;
drop policy answer_stays_still_while_cleared on answer;
do $$
declare rule record;
begin
  for rule in select policyname, tablename from pg_policies where schemaname = 'public' and tablename in ('clearance_step',
    'clearance_request', 'clearance_decision', 'clearance_waiver', 'warning_reason', 'reopening', 'reopening_request') loop
    execute format('drop policy %I on %I', rule.policyname, rule.tablename);
  end loop;
end $$;
drop function is_reopened(uuid, uuid), is_submitted(uuid, uuid, integer), frozen_items(), latest_submission(uuid, uuid),
  is_cleared(uuid, uuid, integer), last_editor(uuid, uuid), is_turn(uuid, uuid, integer, integer),
  officers_hold(uuid, uuid, integer), current_plan(uuid, uuid), standing_steps(uuid, uuid, integer), open_clearance(uuid, uuid);
`.execute(db)
