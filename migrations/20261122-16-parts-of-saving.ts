import { type Kysely, sql } from 'kysely'

// Alternatives and draft texts hold what people typed, as answers do: whoever was asked for a part reads and resolves what
// lies within it. What one typed oneself one may read wherever it was typed.
export const up = (db: Kysely<unknown>) =>
  sql`
create policy alternative_is_read_within_what_was_asked on alternative as restrictive for select
  using ((select own_reading()) is null or array[item] <@ (select own_reading()));
create policy alternative_is_kept_within_what_was_asked on alternative as restrictive for insert
  with check ((select own_scope()) is null or array[item] <@ (select own_scope()));
create policy alternative_is_resolved_within_what_was_asked on alternative as restrictive for update
  using ((select own_scope()) is null or array[item] <@ (select own_scope()));
create policy draft_text_is_read_within_what_was_asked on draft_text as restrictive for select
  using ((select own_reading()) is null or by_person = acting_person() or array[item] <@ (select own_reading()));
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop policy draft_text_is_read_within_what_was_asked on draft_text;
drop policy alternative_is_resolved_within_what_was_asked on alternative;
drop policy alternative_is_kept_within_what_was_asked on alternative;
drop policy alternative_is_read_within_what_was_asked on alternative;
`.execute(db)
