import { type Kysely, sql } from 'kysely'

// A submission is the exact text that was hashed for the receipt, and the same answers packed for analysis.
// Files live in the database up to 10 MB each: one backup, one transaction and one access rule for everything.
export const up = (db: Kysely<unknown>) =>
  sql`
create table submission (
  study_id uuid not null,
  response_id uuid not null,
  number integer not null constraint submission_number_counts_from_one check (number >= 1),
  reference text not null,
  canonical text not null,
  sha256 char(64) not null,
  bytes integer not null,
  instrument_hash char(64) not null constraint submission_is_pinned_to_released_instrument references instrument_version,
  attestation jsonb not null,
  answered integer not null constraint submission_answered_is_a_count check (answered >= 0),
  -- can be computed again from canonical
  coded bytea,
  submitted_by uuid not null constraint submission_is_by_a_person references person,
  submitted_at timestamptz not null default now(),
  constraint submission_is_one_per_number primary key (study_id, response_id, number),
  constraint submission_reference_is_used_once unique (study_id, reference),
  constraint submission_belongs_to_response foreign key (study_id, response_id) references response,
  constraint submission_hash_is_of_its_canonical_text
    check (sha256 = encode(sha256(convert_to(canonical, 'UTF8')), 'hex') and bytes = octet_length(canonical))
);
create trigger submission_is_append_only before update or delete on submission
  for each row execute function refuse_change();
create trigger submission_is_never_emptied before truncate on submission
  for each statement execute function refuse_change();

create table file (
  study_id uuid not null,
  response_id uuid not null,
  sha256 char(64) not null,
  name text not null,
  bytes integer not null,
  type text not null,
  content bytea not null,
  by_person uuid constraint file_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint file_is_kept_once_per_response primary key (study_id, response_id, sha256),
  constraint file_belongs_to_response foreign key (study_id, response_id) references response,
  constraint file_is_at_most_10_mb check (bytes between 1 and 10485760),
  constraint file_hash_is_of_its_content check (sha256 = encode(sha256(content), 'hex') and bytes = octet_length(content))
);
`.execute(db)

export const down = (db: Kysely<unknown>) => sql`drop table file, submission;`.execute(db)
