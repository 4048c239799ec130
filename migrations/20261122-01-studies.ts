import { type Kysely, sql } from 'kysely'

// Studies, the instruments they use, the waves they run and the units that answer: everything a response hangs on.
// The server works as mufakat_app, which owns nothing, so that grants and row-level security bind it whoever owns the tables.
export const up = (db: Kysely<unknown>) =>
  sql`
do $$
begin
  -- roles belong to the whole cluster: another database may be creating it at this moment
  create role mufakat_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant mufakat_app to %I', current_user);
  end if;
end $$;

grant usage on schema public to mufakat_app;

-- whoever owns the tables is refused as well
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% keeps what is written to it', tg_table_name
    using errcode = 'restrict_violation', constraint = tg_table_name || '_is_append_only', table = tg_table_name;
end $$;

create table study (
  id uuid constraint study_is_identified_by_id primary key,
  code text not null constraint study_code_is_used_once unique,
  title text not null,
  synthetic boolean not null default false
);

create table instrument_version (
  hash char(64) constraint instrument_version_is_identified_by_hash primary key
    constraint instrument_version_hash_is_sha256 check (hash ~ '^[0-9a-f]{64}$'),
  code text not null,
  version text not null,
  bundle jsonb not null,
  released_at timestamptz not null default now(),
  constraint instrument_version_is_released_once unique (code, version)
);
create trigger instrument_version_is_append_only before update or delete on instrument_version
  for each row execute function refuse_change();
create trigger instrument_version_is_never_emptied before truncate on instrument_version
  for each statement execute function refuse_change();

create table wave (
  study_id uuid not null constraint wave_belongs_to_study references study,
  id uuid not null,
  instrument_hash char(64) not null constraint wave_uses_released_instrument references instrument_version,
  code text not null,
  title text not null,
  year integer not null,
  reference_from date not null,
  reference_to date not null,
  opens_at timestamptz not null default now(),
  closes_at timestamptz,
  constraint wave_is_identified_by_study_and_id primary key (study_id, id),
  constraint wave_code_is_used_once_per_study unique (study_id, code),
  constraint wave_reference_period_ends_after_it_starts check (reference_to >= reference_from),
  constraint wave_closes_after_it_opens check (closes_at > opens_at)
);

create table unit (
  study_id uuid not null constraint unit_belongs_to_study references study,
  id uuid not null,
  kind text not null constraint unit_kind_is_known
    check (kind in ('administration', 'agency', 'informant', 'session', 'document')),
  code text not null,
  name text not null,
  attributes jsonb not null default '{}' constraint unit_attributes_are_an_object check (jsonb_typeof(attributes) = 'object'),
  position integer not null default 0,
  constraint unit_is_identified_by_study_and_id primary key (study_id, id),
  constraint unit_code_is_used_once_per_study unique (study_id, kind, code)
);
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop table unit, wave, instrument_version, study;
drop function refuse_change();
-- the role stays: other databases of the same cluster may use it
revoke usage on schema public from mufakat_app;
`.execute(db)
