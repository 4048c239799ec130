import { type Kysely, sql } from 'kysely'

// One row per answer, so that two people can edit at once and nothing typed disappears:
// answer holds what stands, answer_event everything that ever stood, mutation what was already applied.
export const up = (db: Kysely<unknown>) =>
  sql`
create table response (
  study_id uuid not null,
  id uuid not null,
  wave_id uuid not null,
  unit_id uuid not null,
  instrument_hash char(64) not null constraint response_is_pinned_to_released_instrument references instrument_version,
  state text not null default 'draft' constraint response_state_is_known check (state in ('draft', 'submitted')),
  revision integer not null default 0 constraint response_revision_counts_up check (revision >= 0),
  created_at timestamptz not null default now(),
  submitted_at timestamptz,
  constraint response_is_identified_by_study_and_id primary key (study_id, id),
  constraint response_is_one_per_unit_and_wave unique (study_id, wave_id, unit_id),
  constraint response_belongs_to_wave foreign key (study_id, wave_id) references wave,
  constraint response_belongs_to_unit foreign key (study_id, unit_id) references unit,
  constraint response_submitted_has_a_time check ((state = 'submitted') = (submitted_at is not null))
);

create function refuse_reopening() returns trigger language plpgsql as $$
begin
  raise exception 'a submitted response stays as it is'
    using errcode = 'restrict_violation', constraint = 'response_submitted_stays_submitted', table = 'response';
end $$;
create trigger response_submitted_stays_submitted before update on response
  for each row when (old.state = 'submitted') execute function refuse_reopening();

create table answer (
  study_id uuid not null,
  response_id uuid not null,
  item text not null,
  row text not null default '',
  value jsonb constraint answer_value_is_not_json_null check (value <> 'null'),
  missing text constraint answer_missing_reason_is_known check (missing in
    ('not_asked', 'logic_skip', 'no_answer', 'dont_know', 'refused', 'not_applicable', 'not_available',
     'invalidated', 'withheld', 'suppressed')),
  version integer not null constraint answer_version_counts_from_one check (version >= 1),
  origin text not null default 'respondent' constraint answer_origin_is_known
    check (origin in ('respondent', 'prefill', 'carried_over', 'import', 'demonstration')),
  by_name text not null,
  by_person uuid constraint answer_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint answer_is_one_per_item_and_row primary key (study_id, response_id, item, row),
  constraint answer_belongs_to_response foreign key (study_id, response_id) references response,
  constraint answer_is_a_value_or_a_missing_reason check (value is null or missing is null)
);

create table answer_event (
  study_id uuid not null,
  response_id uuid not null,
  item text not null,
  row text not null default '',
  version integer not null,
  value jsonb,
  missing text,
  origin text not null default 'respondent',
  mutation_id uuid,
  by_name text not null,
  by_person uuid constraint answer_event_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint answer_event_is_one_per_version primary key (study_id, response_id, item, row, version),
  constraint answer_event_belongs_to_response foreign key (study_id, response_id) references response,
  constraint answer_event_is_a_value_or_a_missing_reason check (value is null or missing is null)
);
create trigger answer_event_is_append_only before update or delete on answer_event
  for each row execute function refuse_change();
create trigger answer_event_is_never_emptied before truncate on answer_event
  for each statement execute function refuse_change();

create table mutation (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  fingerprint bytea not null constraint mutation_fingerprint_is_sha256 check (octet_length(fingerprint) = 32),
  result jsonb not null,
  at timestamptz not null default now(),
  constraint mutation_is_applied_once primary key (study_id, response_id, id),
  constraint mutation_belongs_to_response foreign key (study_id, response_id) references response
);
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop table mutation, answer_event, answer, response;
drop function refuse_reopening();
`.execute(db)
