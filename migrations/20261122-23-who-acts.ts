import { type Kysely, sql } from 'kysely'

// Who acts, and what they were asked for, is found out once, when a unit of work begins. Every policy on every table asked
// it again before, and a save spent most of its time on that. What may change while a unit of work waits for a lock,
// whether the response still is a draft, is asked each time, as it was.
export const up = (db: Kysely<unknown>) =>
  sql`
create function act_as(role text, name text, person text, account text, response text, study text) returns void
language plpgsql as $$
declare own membership;
begin
  perform set_config('app.role', role, true), set_config('app.name', name, true), set_config('app.person', person, true),
    set_config('app.account', account, true), set_config('app.response', response, true), set_config('app.study', study, true);
  if acting_as_respondent() then
    select * into own from membership m where m.study_id = acting_study() and m.response_id = acting_response()
      and m.person_id = acting_person() and m.withdrawn_at is null;
  end if;
  -- a setting that is '' says nothing
  perform set_config('app.own_response', coalesce(own.response_id::text, ''), true),
    set_config('app.own_scope', coalesce(own.items::text, ''), true),
    set_config('app.own_reading', case when own.reads_all then '' else coalesce((own.items || own.context)::text, '') end, true);
end $$;

create or replace function own_response() returns uuid language sql stable parallel safe
  return case when acting_as_respondent() then nullif(current_setting('app.own_response', true), '')::uuid end;
create or replace function own_scope() returns text[] language sql stable parallel safe
  return nullif(current_setting('app.own_scope', true), '')::text[];
create or replace function own_reading() returns text[] language sql stable parallel safe
  return nullif(current_setting('app.own_reading', true), '')::text[];

-- these two ask the database each time, with a plan that is kept
create or replace function own_draft() returns uuid language plpgsql stable parallel safe as $$
begin
  return (select r.id from response r where acting_role() in ('focal_point', 'contributor') and r.study_id = acting_study()
    and r.id = own_response() and r.state = 'draft');
end $$;
create or replace function frozen_items() returns text[] language plpgsql stable as $$
declare asked integer := open_clearance(acting_study(), acting_response());
begin
  if asked is null then return '{}'; end if;
  if acting_role() <> 'focal_point' then return array['*']; end if;
  return coalesce((select array_agg(distinct i.item) from standing_steps(acting_study(), acting_response(), asked) t,
    unnest(coalesce(t.items, array['*'])) as i(item)), '{}');
end $$;

drop policy response_is_read on response;
create policy response_is_read on response for select
  using (acting_role() in ('gate', 'system') or acting_as_staff() or study_id = acting_study() and id = own_response());
drop policy response_moves_on on response;
create policy response_moves_on on response for update
  using (acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic)
    or study_id = acting_study() and id = own_response())
  with check (acting_role() = 'system' or state = 'draft'
    or acting_role() in ('focal_point', 'clearing_officer') and is_submitted(study_id, id, revision));
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop policy response_moves_on on response;
create policy response_moves_on on response for update
  using (acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic)
    or acting_as_respondent() and study_id = acting_study() and id = acting_response()
      and id in (select m.response_id from membership m where m.person_id = acting_person()))
  with check (acting_role() = 'system' or state = 'draft'
    or acting_role() in ('focal_point', 'clearing_officer') and is_submitted(study_id, id, revision));
drop policy response_is_read on response;
create policy response_is_read on response for select
  using (acting_role() in ('gate', 'system') or acting_as_staff()
    or acting_as_respondent() and study_id = acting_study() and id = acting_response()
      and id in (select m.response_id from membership m where m.person_id = acting_person()));
create or replace function frozen_items() returns text[] language sql stable
  return (select case when q.asked is null then '{}'
      when acting_role() <> 'focal_point' then array['*']
      else coalesce((select array_agg(distinct i.item) from standing_steps(acting_study(), acting_response(), q.asked) t,
        unnest(coalesce(t.items, array['*'])) as i(item)), '{}') end
    from (select open_clearance(acting_study(), acting_response()) as asked) q);
create or replace function own_draft() returns uuid language sql stable parallel safe
  return (select r.id from response r
    where acting_role() in ('focal_point', 'contributor') and r.study_id = acting_study() and r.id = acting_response()
      and r.state = 'draft');
create or replace function own_reading() returns text[] language sql stable
  return (select m.items || m.context from membership m where m.study_id = acting_study()
    and m.response_id = acting_response() and m.person_id = acting_person() and not m.reads_all);
create or replace function own_scope() returns text[] language sql stable
  return (select m.items from membership m where m.study_id = acting_study() and m.response_id = acting_response()
    and m.person_id = acting_person());
create or replace function own_response() returns uuid language sql stable parallel safe
  return (select r.id from response r
    where acting_as_respondent() and r.study_id = acting_study() and r.id = acting_response());
drop function act_as(text, text, text, text, text, text);
`.execute(db)
