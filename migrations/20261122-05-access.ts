import { type Kysely, sql } from 'kysely'

// Who may reach which response, the links that let them in, and the sessions that follow.
// Only hashes of tokens are kept: a copy of this database opens no door.
export const up = (db: Kysely<unknown>) =>
  sql`
create table membership (
  study_id uuid not null,
  response_id uuid not null,
  person_id uuid not null constraint membership_is_of_a_person references person,
  role text not null constraint membership_role_is_a_respondent
    check (role in ('focal_point', 'contributor', 'clearing_officer')),
  sections text[] not null default '{}',
  constraint membership_is_one_per_person_and_response primary key (study_id, response_id, person_id),
  constraint membership_belongs_to_response foreign key (study_id, response_id) references response
);
create index membership_of_person on membership (person_id);

create table link (
  id uuid constraint link_is_identified_by_id primary key,
  token_hash bytea not null constraint link_token_is_used_once unique
    constraint link_token_is_kept_as_sha256 check (octet_length(token_hash) = 32),
  study_id uuid not null,
  response_id uuid not null,
  person_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  redeemed_at timestamptz,
  revoked_at timestamptz,
  constraint link_opens_a_membership foreign key (study_id, response_id, person_id) references membership,
  constraint link_expires_after_it_was_made check (expires_at > created_at)
);
create index link_of_response on link (study_id, response_id, person_id);

create table session (
  token_hash bytea constraint session_is_identified_by_token primary key
    constraint session_token_is_kept_as_sha256 check (octet_length(token_hash) = 32),
  person_id uuid,
  account_id uuid constraint session_is_of_an_account references account,
  study_id uuid,
  response_id uuid,
  role text not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint session_is_of_a_membership foreign key (study_id, response_id, person_id) references membership,
  constraint session_is_of_a_person_or_an_account check (num_nonnulls(person_id, account_id) = 1),
  constraint session_of_a_person_is_bound_to_a_response check (num_nonnulls(person_id, study_id, response_id) in (0, 3))
);
create index session_of_account on session (account_id);
create index session_of_membership on session (study_id, response_id, person_id);
`.execute(db)

export const down = (db: Kysely<unknown>) => sql`drop table session, link, membership;`.execute(db)
