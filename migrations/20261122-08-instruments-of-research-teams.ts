import { type Kysely, sql } from 'kysely'

// Any kind of unit may answer, as instruments name them; and coordinators release instruments of their own.
export const up = (db: Kysely<unknown>) =>
  sql`
alter table unit drop constraint unit_kind_is_known;
alter table unit add constraint unit_kind_is_a_code check (kind ~ '^[a-z][a-z0-9_]{0,31}$');

create policy instrument_version_is_released_by_coordinators on instrument_version for insert
  with check (acting_role() = 'coordinator');
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop policy instrument_version_is_released_by_coordinators on instrument_version;
alter table unit drop constraint unit_kind_is_a_code;
alter table unit add constraint unit_kind_is_known
  check (kind in ('administration', 'agency', 'informant', 'session', 'document'));
`.execute(db)
