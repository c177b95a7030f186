-- What one webhook with one new alert does (Ingest/GroupIngest.cs), statement by statement.
\set n random(1, 2000000000)
begin;
select id from incidents where service_id = 1 and dedup_key = 'pgbench' || :n and status <> 'resolved' for no key update;
select id from incidents where status <> 'resolved' and key_id = 1 and not storm and id in (select incident_id from incident_alerts where fingerprint = any(array['f' || :n]) and status = 'firing') order by id limit 1 for no key update;
select id from incidents where service_id = 1 and dedup_key = 'storm' and status <> 'resolved' and id in (select incident_id from incident_alerts where fingerprint = any(array['s' || :n]) and status = 'firing') for no key update;
select count(*) >= 100000 from (select from incidents where service_id = 1 and status <> 'resolved' limit 100000) as open;
insert into incidents (service_id, key_id, dedup_key, title, severity, urgency, policy_snapshot, not_paging, next_escalation_at) select 1, 1, 'pgbench' || :n, 'Down: f is down', 1, 'low', policy_snapshot, 'low_urgency', null from bench_policy on conflict (service_id, dedup_key) where status <> 'resolved' do nothing;
insert into events (incident_id, kind, actor_kind, actor, detail) select max(id), 'opened', 'source', 'bench', '{"severity":"info","alerts":1}' from incidents;
insert into incident_alerts (incident_id, fingerprint, status, severity, starts_at, labels, annotations, generator_url) select max(id), 'f' || :n, 'firing', 1, now(), '{"alertname":"Down","severity":"info"}', '{"summary":"f is down"}', '' from incidents on conflict do nothing;
insert into webhook_receipts (key_id, body_sha256, alerts, outcome) values (1, decode(repeat('00', 32), 'hex'), 1, 'opened');
commit;
