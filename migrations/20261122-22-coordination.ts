import { type Kysely, sql } from 'kysely'

// A coordinator sees where the clearance of each response stands, and nothing of what was said in it: which steps there
// are and which of them stand. Notes, reasons and names of those who clear stay with the administration.
export const up = (db: Kysely<unknown>) =>
  sql`
create policy clearance_step_is_counted_at_the_gate on clearance_step for select using (acting_role() = 'gate');
create policy clearance_request_is_counted_at_the_gate on clearance_request for select using (acting_role() = 'gate');
create policy clearance_decision_is_counted_at_the_gate on clearance_decision for select using (acting_role() = 'gate');
create policy submission_is_counted_at_the_gate on submission for select using (acting_role() = 'gate');

-- the gate's right lasts for this call only
create function clearance_in_short(study uuid, response uuid)
returns table (step integer, title text, role text, stands boolean, asked_at timestamptz, returned boolean)
language plpgsql as $$
declare acting text := current_setting('app.role', true); asked integer;
begin
  if acting is distinct from 'coordinator' then return; end if;
  perform set_config('app.role', 'gate', true);
  asked := open_clearance(study, response);
  return query
    select s.step, s.title, s.role, s.step in (select t.step from standing_steps(study, response, asked) t),
      (select q.at from clearance_request q where q.study_id = study and q.response_id = response and q.number = asked),
      asked is null and exists (select from clearance_decision d where d.study_id = study and d.response_id = response
        and d.decision = 'returned' and d.request = (select max(l.number) from clearance_request l
          where l.study_id = study and l.response_id = response))
    from clearance_step s where s.study_id = study and s.response_id = response
      and s.plan = current_plan(study, response) order by s.step;
  perform set_config('app.role', acting, true);
end $$;
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop function clearance_in_short(uuid, uuid);
drop policy submission_is_counted_at_the_gate on submission;
drop policy clearance_decision_is_counted_at_the_gate on clearance_decision;
drop policy clearance_request_is_counted_at_the_gate on clearance_request;
drop policy clearance_step_is_counted_at_the_gate on clearance_step;
`.execute(db)
