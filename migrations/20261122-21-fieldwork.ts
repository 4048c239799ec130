import { type Kysely, sql } from 'kysely'

// While a wave runs: until when answers are asked for, who asked for more time and got it, and what the research team and
// an administration write to each other. What was written stays; a deadline that passed locks nothing.
// closes_at of a wave stays what it is, the end of the wave itself; due_on is the day answers are asked for.
export const up = (db: Kysely<unknown>) =>
  sql`
alter table wave add column due_on date;
grant update (due_on) on wave to mufakat_app;
create policy wave_deadline_is_set on wave for update
  using (acting_role() = 'coordinator'
    or acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic))
  with check (acting_role() = 'coordinator'
    or acting_role() = 'system' and study_id in (select s.id from study s where s.synthetic));

create table extension_request (
  study_id uuid not null,
  response_id uuid not null,
  number integer not null constraint extension_request_number_counts_from_one check (number > 0),
  wished_on date not null,
  reason text not null constraint extension_request_says_why check (length(reason) between 1 and 2000),
  by_name text not null,
  by_person uuid not null,
  at timestamptz not null default clock_timestamp(),
  constraint extension_request_is_one_per_number primary key (study_id, response_id, number),
  constraint extension_request_is_by_a_member foreign key (study_id, response_id, by_person) references membership
);

create table extension_decision (
  study_id uuid not null,
  response_id uuid not null,
  number integer not null,
  -- empty: declined
  granted_on date,
  note text not null default '' constraint extension_decision_note_is_short check (length(note) <= 2000),
  by_name text not null,
  by_account uuid not null constraint extension_decision_is_by_an_account references account,
  at timestamptz not null default clock_timestamp(),
  constraint extension_decision_is_one_per_request primary key (study_id, response_id, number),
  constraint extension_decision_answers_a_request foreign key (study_id, response_id, number) references extension_request,
  constraint extension_declined_says_why check (granted_on is not null or note <> '')
);

create table letter (
  study_id uuid not null,
  wave_id uuid not null,
  -- chosen by who writes, so that a letter sent twice is one
  id uuid not null,
  -- empty: to every administration of the wave
  response_id uuid,
  text text not null constraint letter_says_something check (length(text) between 1 and 5000),
  -- leads: focal points, reviewers and clearing officers; contributors read what is for everybody
  readers text not null constraint letter_readers_are_known check (readers in ('leads', 'everybody')),
  by_name text not null,
  by_person uuid,
  by_account uuid constraint letter_is_by_an_account references account,
  at timestamptz not null default clock_timestamp(),
  constraint letter_is_written_once primary key (study_id, id),
  constraint letter_belongs_to_wave foreign key (study_id, wave_id) references wave,
  constraint letter_belongs_to_response foreign key (study_id, response_id) references response,
  constraint letter_is_by_a_member foreign key (study_id, response_id, by_person) references membership,
  constraint letter_is_from_one_side check (num_nonnulls(by_person, by_account) = 1),
  constraint letter_to_all_is_from_the_team check (response_id is not null or by_account is not null)
);
create index letter_of_wave on letter (study_id, wave_id, response_id, at);

create table letter_reading (
  study_id uuid not null,
  letter_id uuid not null,
  -- a person or an account
  reader uuid not null,
  at timestamptz not null default clock_timestamp(),
  constraint letter_reading_is_one_per_reader primary key (study_id, letter_id, reader),
  constraint letter_reading_is_of_a_letter foreign key (study_id, letter_id) references letter
);

do $$
declare name text;
begin
  foreach name in array array['extension_request', 'extension_decision', 'letter', 'letter_reading'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      name || '_is_append_only', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      name || '_is_never_emptied', name);
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('grant select, insert on %I to mufakat_app', name);
  end loop;
end $$;

-- contributors are told the deadline, not why it was moved
create policy extension_request_is_read on extension_request for select
  using (acting_role() in ('coordinator', 'clerk')
    or study_id = acting_study() and response_id = (select own_response()) and acting_role() <> 'contributor');
create policy extension_decision_is_read on extension_decision for select
  using (acting_role() in ('coordinator', 'clerk')
    or study_id = acting_study() and response_id = (select own_response()) and acting_role() <> 'contributor');
create function open_extension(study uuid, response uuid) returns integer language sql stable
  return (select q.number from extension_request q where q.study_id = study and q.response_id = response
    and not exists (select from extension_decision d where d.study_id = study and d.response_id = response
      and d.number = q.number));
create policy extension_is_asked_for_by_the_focal_point on extension_request for insert
  with check (acting_role() = 'focal_point' and study_id = acting_study() and response_id = (select own_draft())
    and (select leads_response()) and by_person = acting_person()
    and open_extension(study_id, response_id) is null);
create policy extension_is_decided_by_the_team on extension_decision for insert
  with check (acting_role() = 'coordinator' and by_account = acting_account());

create policy letter_is_read on letter for select
  using (acting_role() = 'coordinator'
    or study_id = acting_study() and (acting_role() <> 'contributor' or readers = 'everybody')
      and (response_id = (select own_response()) or response_id is null and wave_id in (select r.wave_id from response r
        where r.study_id = acting_study() and r.id = (select own_response()))));
create policy letter_is_written on letter for insert
  with check ((acting_role() = 'coordinator' and by_account = acting_account() and by_person is null
      or acting_role() = 'focal_point' and study_id = acting_study() and response_id = (select own_response())
        and (select leads_response()) and by_person = acting_person() and by_account is null)
    and (response_id is null or exists (select from response r where r.study_id = letter.study_id
      and r.id = letter.response_id and r.wave_id = letter.wave_id)));

create policy letter_reading_is_ones_own on letter_reading
  using (reader = coalesce(acting_person(), acting_account())
    and exists (select from letter m where m.study_id = letter_reading.study_id and m.id = letter_id))
  with check (reader = coalesce(acting_person(), acting_account())
    and exists (select from letter m where m.study_id = letter_reading.study_id and m.id = letter_id));

-- the day an extension reaches to, for everybody who may see the response; the gate's right lasts for these calls only
create function extended_to(study uuid, response uuid) returns date language plpgsql as $$
declare acting text := current_setting('app.role', true); found date;
begin
  if not exists (select from response r where r.study_id = study and r.id = response) then return null; end if;
  perform set_config('app.role', 'clerk', true);
  found := (select d.granted_on from extension_decision d where d.study_id = study and d.response_id = response
    and d.granted_on is not null order by d.number desc limit 1);
  perform set_config('app.role', coalesce(acting, ''), true);
  return found;
end $$;
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop function extended_to(uuid, uuid);
drop table letter_reading, letter, extension_decision, extension_request cascade;
drop policy wave_deadline_is_set on wave;
revoke update (due_on) on wave from mufakat_app;
alter table wave drop column due_on;
`.execute(db)
