import { type Kysely, sql } from 'kysely'

// Who did what, when: append-only for everybody. Actor and kind are filled from the settings of the unit of work,
// so that no statement can write an event in another name.
export const up = (db: Kysely<unknown>) =>
  sql`
create table audit_event (
  id bigint generated always as identity constraint audit_event_is_numbered primary key,
  study_id uuid,
  response_id uuid,
  actor text not null default nullif(current_setting('app.name', true), ''),
  actor_kind text not null default nullif(current_setting('app.role', true), ''),
  action text not null,
  detail jsonb not null default '{}',
  at timestamptz not null default clock_timestamp()
);
create index audit_event_of_response on audit_event (study_id, response_id, id);
create trigger audit_event_is_append_only before update or delete on audit_event
  for each row execute function refuse_change();
create trigger audit_event_is_never_emptied before truncate on audit_event
  for each statement execute function refuse_change();
`.execute(db)

export const down = (db: Kysely<unknown>) => sql`drop table audit_event;`.execute(db)
