import { type Kysely, sql } from 'kysely'

// Which evidence belongs to a submission is decided with it, in the same transaction, and never added to afterwards.
export const up = (db: Kysely<unknown>) =>
  sql`
drop policy submission_evidence_is_kept_with_its_submission on submission_evidence;
create policy submission_evidence_is_kept_with_its_submission on submission_evidence for insert
  with check (acting_role() in ('focal_point', 'clearing_officer') and study_id = acting_study()
    and response_id = (select own_response()) and exists (select from submission s
      where s.study_id = submission_evidence.study_id and s.response_id = submission_evidence.response_id
        and s.number = submission_evidence.number and s.xmin = pg_current_xact_id()::xid));
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop policy submission_evidence_is_kept_with_its_submission on submission_evidence;
create policy submission_evidence_is_kept_with_its_submission on submission_evidence for insert
  with check (acting_role() in ('focal_point', 'clearing_officer') and study_id = acting_study()
    and response_id = (select own_response()) and number = (select max(s.number) from submission s where s.study_id = acting_study() and s.response_id = acting_response()));
`.execute(db)
