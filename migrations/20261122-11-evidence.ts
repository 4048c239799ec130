import { type Kysely, sql } from 'kysely'

// Evidence is added to a response once and cited from many answers. Nothing of it is deleted: what is withdrawn stands as
// withdrawn, and every change stands in evidence_event. A submission keeps what it cites with the level of disclosure of that
// day. Files arrive in pieces, and are files only when the last piece is there and all of it was checked.
export const up = (db: Kysely<unknown>) =>
  sql`
alter table file drop constraint file_is_at_most_10_mb;
alter table file add constraint file_is_at_most_25_mb check (bytes between 1 and 26214400);

create table upload (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  name text not null,
  bytes integer not null constraint upload_is_at_most_25_mb check (bytes between 1 and 26214400),
  -- of the whole, as the sender counts it
  sha256 char(64) not null,
  received integer not null default 0,
  -- the file it became; its fingerprint differs where something had to be taken out
  kept char(64),
  notices text[] not null default '{}',
  by_person uuid not null constraint upload_is_by_a_person references person,
  at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  constraint upload_is_identified_by_id primary key (study_id, response_id, id),
  constraint upload_belongs_to_response foreign key (study_id, response_id) references response,
  constraint upload_became_a_file foreign key (study_id, response_id, kept) references file,
  constraint upload_received_no_more_than_was_said check (received between 0 and bytes),
  constraint upload_is_kept_when_whole check (kept is null or received = bytes)
);
create index upload_that_expires on upload (expires_at) where kept is null;

create table upload_piece (
  study_id uuid not null,
  response_id uuid not null,
  upload_id uuid not null,
  start integer not null,
  content bytea not null constraint upload_piece_is_at_most_256_kb check (octet_length(content) between 1 and 262144),
  constraint upload_piece_is_one_per_place primary key (study_id, response_id, upload_id, start),
  constraint upload_piece_belongs_to_upload foreign key (study_id, response_id, upload_id) references upload
);

create table evidence (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  version integer not null default 1 constraint evidence_version_counts_from_one check (version >= 1),
  title text not null constraint evidence_has_a_title check (char_length(title) between 1 and 300),
  issuer text not null default '',
  -- a year, a month or a day
  date text constraint evidence_date_is_a_date check (date ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  language text,
  level text not null constraint evidence_level_is_known check (level in ('administration', 'research', 'public')),
  note text not null default '',
  sha256 char(64),
  address text constraint evidence_address_is_of_the_web check (address ~ '^https?://'),
  withdrawn boolean not null default false,
  by_name text not null,
  by_person uuid not null constraint evidence_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint evidence_is_identified_by_id primary key (study_id, response_id, id),
  constraint evidence_belongs_to_response foreign key (study_id, response_id) references response,
  constraint evidence_file_is_kept foreign key (study_id, response_id, sha256) references file,
  constraint evidence_is_a_file_or_a_link check (num_nonnulls(sha256, address) = 1)
);

create table citation (
  study_id uuid not null,
  response_id uuid not null,
  evidence_id uuid not null,
  item text not null,
  row text not null default '',
  -- page or clause
  place text not null default '',
  standing boolean not null default true,
  by_name text not null,
  by_person uuid not null constraint citation_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint citation_is_one_per_evidence_and_answer primary key (study_id, response_id, evidence_id, item, row),
  constraint citation_is_of_evidence foreign key (study_id, response_id, evidence_id) references evidence
);

create table evidence_event (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  evidence_id uuid not null,
  what text not null constraint evidence_event_is_known
    check (what in ('added', 'changed', 'withdrawn', 'restored', 'cited', 'uncited')),
  content jsonb not null,
  by_name text not null,
  by_person uuid not null constraint evidence_event_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint evidence_event_is_identified_by_id primary key (study_id, response_id, id),
  constraint evidence_event_is_of_evidence foreign key (study_id, response_id, evidence_id) references evidence
);
create trigger evidence_event_is_append_only before update or delete on evidence_event
  for each row execute function refuse_change();
create trigger evidence_event_is_never_emptied before truncate on evidence_event
  for each statement execute function refuse_change();

create table submission_evidence (
  study_id uuid not null,
  response_id uuid not null,
  number integer not null,
  evidence_id uuid not null,
  level text not null constraint submission_evidence_level_is_known check (level in ('administration', 'research', 'public')),
  sha256 char(64),
  -- word for word what the submission says of it
  content jsonb not null,
  constraint submission_evidence_is_one_per_submission primary key (study_id, response_id, number, evidence_id),
  constraint submission_evidence_belongs_to_submission foreign key (study_id, response_id, number) references submission,
  constraint submission_evidence_is_evidence foreign key (study_id, response_id, evidence_id) references evidence
);
create trigger submission_evidence_is_append_only before update or delete on submission_evidence
  for each row execute function refuse_change();
create trigger submission_evidence_is_never_emptied before truncate on submission_evidence
  for each statement execute function refuse_change();

do $$
declare name text;
begin
  foreach name in array array['upload', 'upload_piece', 'evidence', 'citation', 'evidence_event', 'submission_evidence'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('grant select, insert on %I to mufakat_app', name);
    if name not in ('submission_evidence', 'upload_piece') then
      execute format('create policy %I on %I for select using (study_id = acting_study() and response_id = (select own_response()))',
        name || '_is_read_by_its_members', name);
    end if;
  end loop;
end $$;
grant update (received, kept, notices, expires_at) on upload to mufakat_app;
grant delete on upload_piece to mufakat_app;
grant update (version, title, issuer, date, language, level, note, withdrawn) on evidence to mufakat_app;
grant update (place, standing, by_name, by_person, at) on citation to mufakat_app;

-- an upload is its sender's
create policy upload_is_begun_while_a_draft on upload for insert
  with check (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person());
create policy upload_goes_on_while_a_draft on upload for update
  using (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person())
  with check (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person());
create policy upload_that_expired_is_seen_by_the_server on upload for select
  using (acting_role() = 'system' and kept is null and expires_at < now());

create function own_upload(upload uuid) returns boolean language sql stable
  return exists (select from upload u where u.study_id = acting_study() and u.response_id = own_draft() and u.id = upload
    and u.by_person = acting_person());
create policy upload_piece_is_sent_by_its_sender on upload_piece for insert
  with check (study_id = acting_study() and response_id = (select own_draft()) and own_upload(upload_id));
create policy upload_piece_is_read_by_its_sender on upload_piece for select
  using (study_id = acting_study() and response_id = (select own_draft()) and own_upload(upload_id));
create policy upload_piece_goes_once_it_is_of_no_use on upload_piece for delete
  using (study_id = acting_study() and response_id = (select own_draft()) and own_upload(upload_id));
create policy upload_piece_of_an_expired_upload_is_seen_by_the_server on upload_piece for select
  using (acting_role() = 'system' and (study_id, response_id, upload_id) in (select u.study_id, u.response_id, u.id from upload u));
create policy upload_piece_of_an_expired_upload_is_cleared on upload_piece for delete
  using (acting_role() = 'system' and (study_id, response_id, upload_id) in (select u.study_id, u.response_id, u.id from upload u));

-- evidence is added by anybody who answers, and changed by who added it or by the focal point
create policy evidence_is_added_while_a_draft on evidence for insert
  with check (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person());
create policy evidence_is_changed_by_its_owner_or_the_focal_point on evidence for update
  using (study_id = acting_study() and response_id = (select own_draft())
    and (acting_role() = 'focal_point' or by_person = acting_person()))
  with check (study_id = acting_study() and response_id = (select own_draft()));

-- the sections somebody was asked for, by the questionnaire the response stands on; none: all of it
create function own_item(asked text) returns boolean language sql stable
  return exists (select from membership m
    join response r on r.study_id = m.study_id and r.id = m.response_id
    join instrument_version v on v.hash = r.instrument_hash
    where m.study_id = acting_study() and m.response_id = acting_response() and m.person_id = acting_person()
      and (m.sections = '{}' or exists (select from jsonb_array_elements(v.bundle -> 'sections') s
        where s ->> 'section' = any(m.sections)
          and jsonb_path_exists(s, '$.groups[*].items[*] ? (@.item == $code || exists (@.items[*] ? (@.item == $code)))',
            jsonb_build_object('code', asked)))));
create policy citation_is_made_within_its_sections on citation for insert
  with check (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person()
    and own_item(item));
create policy citation_is_changed_within_its_sections on citation for update
  using (study_id = acting_study() and response_id = (select own_draft()) and own_item(item))
  with check (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person());
create policy evidence_event_is_written_in_its_own_name on evidence_event for insert
  with check (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person());

-- the research team sees what was submitted, and of files those that the newest submission discloses to it
create policy submission_evidence_is_read on submission_evidence for select
  using (acting_role() in ('researcher', 'coordinator')
    or study_id = acting_study() and response_id = (select own_response()));
create policy submission_evidence_is_kept_with_its_submission on submission_evidence for insert
  with check (acting_role() in ('focal_point', 'clearing_officer') and study_id = acting_study()
    and response_id = (select own_response()) and number = (select max(s.number) from submission s where s.study_id = acting_study() and s.response_id = acting_response()));
create policy file_is_read_by_the_research_team_as_disclosed on file for select
  using (acting_role() in ('researcher', 'coordinator') and exists (select from submission_evidence e
    where e.study_id = file.study_id and e.response_id = file.response_id and e.sha256 = file.sha256
      and e.level in ('research', 'public')
      and e.number = (select max(s.number) from submission s
        where s.study_id = file.study_id and s.response_id = file.response_id)));
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop policy file_is_read_by_the_research_team_as_disclosed on file;
drop table submission_evidence, evidence_event, citation, evidence, upload_piece cascade;
drop table upload cascade;
drop function own_item(text);
alter table file drop constraint file_is_at_most_25_mb;
alter table file add constraint file_is_at_most_10_mb check (bytes between 1 and 10485760);
`.execute(db)
