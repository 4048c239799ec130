import { type Kysely, sql } from 'kysely'

// What somebody, or a file somebody handed in, says an answer should be. A contribution never changes, and neither does a
// decision about it: a later decision stands beside the earlier one. Nothing becomes an answer by being contributed.
export const up = (db: Kysely<unknown>) =>
  sql`
create table contribution (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  item text not null,
  row text not null default '',
  value jsonb constraint contribution_value_is_not_json_null check (value <> 'null'),
  missing text constraint contribution_missing_reason_is_declarable
    check (missing in ('dont_know', 'refused', 'not_applicable', 'not_available')),
  source text not null constraint contribution_source_is_known check (source in ('person', 'word', 'excel')),
  file_name text,
  file_sha256 char(64) constraint contribution_file_is_named_by_sha256 check (file_sha256 ~ '^[0-9a-f]{64}$'),
  -- where in the file it stands
  place text not null default '',
  instrument_hash char(64) not null constraint contribution_is_of_released_instrument references instrument_version,
  -- the version of the answer it was made on; 0: none
  base integer not null constraint contribution_base_counts_from_zero check (base >= 0),
  by_name text not null,
  by_person uuid not null constraint contribution_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint contribution_is_identified_by_id primary key (study_id, response_id, id),
  constraint contribution_is_made_once_per_file unique (study_id, response_id, file_sha256, item, row),
  constraint contribution_is_a_value_or_a_missing_reason check (num_nonnulls(value, missing) = 1),
  constraint contribution_from_a_file_names_it check ((source = 'person') = (file_sha256 is null) and (file_sha256 is null) = (file_name is null)),
  constraint contribution_belongs_to_response foreign key (study_id, response_id) references response
);
create trigger contribution_is_append_only before update or delete on contribution
  for each row execute function refuse_change();
create trigger contribution_is_never_emptied before truncate on contribution
  for each statement execute function refuse_change();

create table contribution_decision (
  study_id uuid not null,
  response_id uuid not null,
  contribution_id uuid not null,
  number integer not null constraint contribution_decision_number_counts_from_one check (number >= 1),
  state text not null constraint contribution_decision_is_known check (state in ('taken', 'declined', 'superseded')),
  reason text constraint contribution_decision_reason_is_short check (length(reason) <= 2000),
  by_name text not null,
  by_person uuid not null constraint contribution_decision_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint contribution_decision_is_one_per_number primary key (study_id, response_id, contribution_id, number),
  constraint contribution_decision_is_about_a_contribution foreign key (study_id, response_id, contribution_id)
    references contribution (study_id, response_id, id)
);
create trigger contribution_decision_is_append_only before update or delete on contribution_decision
  for each row execute function refuse_change();
create trigger contribution_decision_is_never_emptied before truncate on contribution_decision
  for each statement execute function refuse_change();

do $$
declare name text;
begin
  foreach name in array array['contribution', 'contribution_decision'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('grant select, insert on %I to mufakat_app', name);
    execute format('create policy %I on %I for select using (study_id = acting_study() and response_id = (select own_response()))',
      name || '_is_read_by_its_members', name);
    execute format('create policy %I on %I for insert with check (by_person = acting_person()
        and study_id = acting_study() and response_id = (select own_draft()))',
      name || '_is_made_while_a_draft', name);
  end loop;
end $$;
`.execute(db)

export const down = (db: Kysely<unknown>) => sql`drop table contribution_decision, contribution`.execute(db)
