import { type Kysely, sql } from 'kysely'

// Two people change one answer at the same time: what stands stays, and the value that lost stands beside it until a
// person has chosen. What does not fit its question is kept as it was typed, and is never an answer.
export const up = (db: Kysely<unknown>) =>
  sql`
create table alternative (
  study_id uuid not null,
  response_id uuid not null,
  -- the change that brought it
  id uuid not null,
  item text not null,
  row text not null default '',
  value jsonb constraint alternative_value_is_not_json_null check (value <> 'null'),
  missing text,
  -- the version it was made on, and the one that stood when it came
  base integer not null,
  stood integer not null,
  by_name text not null,
  by_person uuid constraint alternative_is_by_a_person references person,
  at timestamptz not null default now(),
  -- replaced: who gave it typed on before anybody chose
  state text not null default 'open' constraint alternative_state_is_known
    check (state in ('open', 'chosen', 'dismissed', 'replaced')),
  -- the choice, as its sender calls it
  resolution uuid,
  resolved_by text,
  resolved_by_person uuid constraint alternative_is_resolved_by_a_person references person,
  resolved_at timestamptz,
  constraint alternative_is_one_per_change primary key (study_id, response_id, id),
  constraint alternative_belongs_to_response foreign key (study_id, response_id) references response,
  constraint alternative_is_a_value_or_a_missing_reason check (value is null or missing is null),
  constraint alternative_closed_says_who_and_when
    check ((state = 'open') = (resolved_at is null) and (state = 'open') = (resolved_by is null))
);
create index alternative_open on alternative (study_id, response_id) where state = 'open';

create function refuse_second_choice() returns trigger language plpgsql as $$
begin
  raise exception 'an alternative is resolved once'
    using errcode = 'restrict_violation', constraint = 'alternative_is_resolved_once', table = 'alternative';
end $$;
create trigger alternative_is_resolved_once before update on alternative
  for each row when (old.state <> 'open') execute function refuse_second_choice();
create trigger alternative_is_never_deleted before delete on alternative
  for each row execute function refuse_change();
create trigger alternative_is_never_emptied before truncate on alternative
  for each statement execute function refuse_change();

create table draft_text (
  study_id uuid not null,
  response_id uuid not null,
  -- the change that was typed
  id uuid not null,
  item text not null,
  row text not null default '',
  typed jsonb,
  missing text,
  errors jsonb not null constraint draft_text_errors_are_a_list check (jsonb_typeof(errors) = 'array'),
  by_name text not null,
  by_person uuid constraint draft_text_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint draft_text_is_one_per_change primary key (study_id, response_id, id),
  constraint draft_text_belongs_to_response foreign key (study_id, response_id) references response
);
create trigger draft_text_is_append_only before update or delete on draft_text
  for each row execute function refuse_change();
create trigger draft_text_is_never_emptied before truncate on draft_text
  for each statement execute function refuse_change();

alter table alternative enable row level security, force row level security;
alter table draft_text enable row level security, force row level security;
grant select, insert on alternative, draft_text to mufakat_app;
grant update (state, resolution, resolved_by, resolved_by_person, resolved_at) on alternative to mufakat_app;

create policy alternative_is_read_by_its_members on alternative for select
  using (study_id = acting_study() and response_id = (select own_response()));
create policy alternative_is_kept_while_a_draft on alternative for insert
  with check (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person()
    and state in ('open', 'replaced'));
create policy alternative_is_resolved_while_a_draft on alternative for update
  using (study_id = acting_study() and response_id = (select own_draft()))
  with check (study_id = acting_study() and response_id = (select own_draft())
    and resolved_by_person = acting_person() and state <> 'open');

create policy draft_text_is_read_by_its_members on draft_text for select
  using (study_id = acting_study() and response_id = (select own_response()));
create policy draft_text_is_kept_while_a_draft on draft_text for insert
  with check (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person());
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop table draft_text, alternative;
drop function refuse_second_choice();
`.execute(db)
