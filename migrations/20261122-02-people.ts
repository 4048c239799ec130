import { type Kysely, sql } from 'kysely'

// Respondents are persons, who come in by a link; staff have accounts, who come in by password. Never mixed.
export const up = (db: Kysely<unknown>) =>
  sql`
create table person (
  id uuid constraint person_is_identified_by_id primary key,
  name text not null,
  email text
);
create unique index person_email_is_used_once on person (lower(email));

create table account (
  id uuid constraint account_is_identified_by_id primary key,
  email text not null constraint account_email_is_lower_case check (email = lower(email)),
  name text not null,
  role text not null constraint account_role_is_staff check (role in ('coordinator', 'researcher', 'administrator')),
  password_phc text not null constraint account_password_is_argon2id check (password_phc like '$argon2id$%'),
  created_at timestamptz not null default now(),
  constraint account_email_is_used_once unique (email)
);
`.execute(db)

export const down = (db: Kysely<unknown>) => sql`drop table account, person;`.execute(db)
