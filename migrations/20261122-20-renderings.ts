import { type Kysely, sql } from 'kysely'

// An open answer may be in any language; beside it stand the language, as a person named it, and an English rendering. A
// rendering is of one wording, known by its SHA-256. Nothing is changed: a correction is a further row, a review is a row of
// its own, and nobody reviews what they wrote. What the research team renders stands apart from what an administration did.
export const up = (db: Kysely<unknown>) =>
  sql`
create table rendering (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  item text not null,
  row text not null default '',
  side text not null constraint rendering_side_is_known check (side in ('administration', 'research')),
  number integer not null constraint rendering_number_counts_from_one check (number >= 1),
  language text not null constraint rendering_language_is_a_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  -- empty: only the language was named
  text text not null default '' constraint rendering_text_is_bounded check (length(text) <= 20000),
  method text not null default 'person' constraint rendering_method_is_known check (method in ('person', 'machine')),
  machine text not null default '',
  -- of the wording it renders
  original_sha256 char(64) not null constraint rendering_is_of_a_wording check (original_sha256 ~ '^[0-9a-f]{64}$'),
  by_name text not null,
  by_person uuid constraint rendering_is_by_a_person references person,
  by_account uuid constraint rendering_is_by_an_account references account,
  at timestamptz not null default clock_timestamp(),
  constraint rendering_is_identified_by_id primary key (study_id, response_id, id),
  constraint rendering_is_one_per_number unique (study_id, response_id, item, row, side, number),
  constraint rendering_belongs_to_response foreign key (study_id, response_id) references response,
  constraint rendering_is_by_its_side check (case side when 'administration' then by_person is not null and by_account is null
    else by_account is not null and by_person is null end),
  constraint rendering_by_a_machine_names_it check ((method = 'machine') = (machine <> '')),
  constraint rendering_of_english_is_none check (text = '' or language !~ '^en(-|$)')
);
create index rendering_by_research on rendering (study_id, response_id) where side = 'research';

create table rendering_review (
  study_id uuid not null,
  response_id uuid not null,
  rendering_id uuid not null,
  decision text not null constraint rendering_review_is_known check (decision in ('reviewed', 'approved')),
  by_name text not null,
  by_person uuid constraint rendering_review_is_by_a_person references person,
  by_account uuid constraint rendering_review_is_by_an_account references account,
  at timestamptz not null default clock_timestamp(),
  constraint rendering_review_is_said_once primary key (study_id, response_id, rendering_id, decision),
  constraint rendering_review_is_of_a_rendering foreign key (study_id, response_id, rendering_id) references rendering,
  constraint rendering_review_is_by_somebody check (num_nonnulls(by_person, by_account) = 1)
);

do $$
declare name text;
begin
  foreach name in array array['rendering', 'rendering_review'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      name || '_is_append_only', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      name || '_is_never_emptied', name);
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('grant select, insert on %I to mufakat_app', name);
  end loop;
end $$;

-- the administration: members read, those who answer write within their part, and not while clearance is open
create policy rendering_is_read_by_its_members on rendering for select
  using (side = 'administration' and study_id = acting_study() and response_id = (select own_response()));
create policy rendering_is_written_while_a_draft on rendering for insert
  with check (side = 'administration' and study_id = acting_study() and response_id = (select own_draft())
    and by_person = acting_person() and open_clearance(study_id, response_id) is null);
create policy rendering_is_read_within_what_was_asked on rendering as restrictive for select
  using ((select own_reading()) is null or array[item] <@ (select own_reading()));
create policy rendering_is_written_within_what_was_asked on rendering as restrictive for insert
  with check ((select own_scope()) is null or array[item] <@ (select own_scope()));

-- the research team: its own, and of what was submitted
create policy rendering_is_studied_by_researchers on rendering for select
  using (side = 'research' and acting_role() = 'researcher');
create policy rendering_of_a_submission_is_written_by_researchers on rendering for insert
  with check (side = 'research' and acting_role() = 'researcher' and by_account = acting_account()
    and exists (select from submission s where s.study_id = rendering.study_id and s.response_id = rendering.response_id));

-- seen by whoever sees the rendering; said by whoever may write it and did not
create policy rendering_review_is_read_with_its_rendering on rendering_review for select
  using (exists (select from rendering r where r.study_id = rendering_review.study_id
    and r.response_id = rendering_review.response_id and r.id = rendering_review.rendering_id));
create policy rendering_review_is_by_another_person on rendering_review for insert
  with check (by_person = acting_person() and study_id = acting_study() and response_id = (select own_draft())
    and open_clearance(study_id, response_id) is null
    and (decision = 'reviewed' or acting_role() = 'focal_point')
    and exists (select from rendering r where r.study_id = rendering_review.study_id
      and r.response_id = rendering_review.response_id and r.id = rendering_review.rendering_id
      and r.side = 'administration' and r.by_person <> acting_person()
      and ((select own_scope()) is null or array[r.item] <@ (select own_scope()))));
create policy rendering_review_is_by_another_researcher on rendering_review for insert
  with check (acting_role() = 'researcher' and by_account = acting_account() and decision = 'reviewed'
    and exists (select from rendering r where r.study_id = rendering_review.study_id
      and r.response_id = rendering_review.response_id and r.id = rendering_review.rendering_id
      and r.side = 'research' and r.by_account <> acting_account()));
`.execute(db)

export const down = (db: Kysely<unknown>) => sql`drop table rendering_review, rendering`.execute(db)
