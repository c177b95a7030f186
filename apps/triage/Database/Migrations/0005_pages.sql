-- The outbox and, at the same time, the record of who was paged. The id is the idempotency key sent to the provider.
create table pages (
    id           uuid primary key default gen_random_uuid(),
    incident_id  bigint not null references incidents (id) on delete cascade,
    epoch        integer not null,
    loop         integer not null,
    step         integer not null,
    rule_no      integer not null,
    reason       text not null default 'escalation' check (reason in ('escalation', 'fallback', 'severity')),
    responder_id bigint references responders (id),
    method_id    bigint not null references contact_methods (id),
    channel      text not null check (channel in ('webhook', 'email', 'push', 'log')),
    status       text not null default 'pending' check (status in ('pending', 'sending', 'sent', 'failed', 'cancelled')),
    not_before   timestamptz not null default now(),
    attempt      integer not null default 0,
    lease_until  timestamptz,
    lease_owner  text,
    provider_id  text,
    sent_at      timestamptz,
    error        text,
    created_at   timestamptz not null default now(),
    -- A page cannot be created twice for one step, whatever the replicas do.
    constraint pages_one_per_step unique nulls not distinct (incident_id, epoch, loop, step, rule_no, responder_id, method_id),
    constraint sending_has_a_lease check ((status = 'sending') = (lease_until is not null and lease_owner is not null)),
    constraint sent_has_a_time check ((status = 'sent') = (sent_at is not null)),
    constraint failed_has_an_error check (status <> 'failed' or error is not null)
) with (fillfactor = 80);
create index pages_to_send on pages (channel, not_before) where status = 'pending';
create index pages_leased on pages (lease_until) where status = 'sending';
