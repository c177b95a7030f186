-- What the service's own role may do: read and write rows, add to the timeline, nothing else.
grant usage on schema public to :role;
grant select, insert, update on all tables in schema public to :role;
revoke update on events, schema_migrations from :role;
revoke insert on schema_migrations from :role;
grant delete on layer_members, policy_steps, step_targets, notify_rules, overrides, webhook_receipts, api_idempotency,
    heartbeats, replicas to :role;
grant usage on all sequences in schema public to :role;
grant execute on function delete_resolved_incidents(interval, integer) to :role;
