create table policies (
    id                  bigint generated always as identity primary key,
    name                text not null check (length(name) between 1 and 100),
    -- How often the steps run again after the first pass.
    repeat              integer not null default 2 check (repeat between 0 and 9),
    -- How long an acknowledgement holds; 0 means for ever.
    ack_timeout_seconds integer not null default 1800 check (ack_timeout_seconds = 0 or ack_timeout_seconds between 60 and 86400),
    version             integer not null default 1,
    disabled_at         timestamptz,
    created_at          timestamptz not null default now()
);
create unique index policies_name on policies (lower(name));

create table policy_steps (
    policy_id     bigint not null references policies (id) on delete cascade,
    position      integer not null check (position >= 0),
    delay_seconds integer not null check (delay_seconds between 60 and 86400),
    constraint policy_steps_position unique (policy_id, position) deferrable initially immediate
);

create table step_targets (
    policy_id    bigint not null references policies (id) on delete cascade,
    position     integer not null,
    responder_id bigint references responders (id),
    schedule_id  bigint references schedules (id),
    method_id    bigint references contact_methods (id),
    check (num_nonnulls(responder_id, schedule_id, method_id) = 1),
    unique nulls not distinct (policy_id, position, responder_id, schedule_id, method_id)
);

create table services (
    id                 bigint generated always as identity primary key,
    name               text not null check (length(name) between 1 and 100),
    -- A policy in use cannot be deleted.
    policy_id          bigint not null references policies (id) on delete restrict,
    urgency            text not null default 'high' check (urgency in ('high', 'low')),
    -- Paged when a whole pass of the policy reaches nobody.
    fallback_method_id bigint references contact_methods (id),
    -- Above this many open incidents further alerts join one "storm" incident.
    open_cap           integer not null default 500 check (open_cap between 1 and 100000),
    maintenance_until  timestamptz,
    disabled_at        timestamptz,
    created_at         timestamptz not null default now()
);
create unique index services_name on services (lower(name));
create index services_in_maintenance on services (maintenance_until) where maintenance_until is not null;

create table api_keys (
    id               bigint generated always as identity primary key,
    name             text not null unique check (length(name) between 1 and 100),
    scope            text not null check (scope in ('ingest', 'read', 'respond', 'admin')),
    -- Where alerts of an ingest key go.
    service_id       bigint references services (id),
    -- group: one incident per Alertmanager group; alert: one per alert.
    grouping         text not null default 'group' check (grouping in ('group', 'alert')),
    -- Only hashes. Two, so that a sender can be moved to a new token without a gap.
    primary_sha256   bytea not null unique check (length(primary_sha256) = 32),
    secondary_sha256 bytea unique check (length(secondary_sha256) = 32),
    disabled_at      timestamptz,
    last_used_at     timestamptz,
    created_at       timestamptz not null default now(),
    check ((scope = 'ingest') = (service_id is not null))
);

-- Raised by every change of people, schedules, policies or services; replicas reload when it moved.
create table config_version (
    one     boolean primary key default true check (one),
    version bigint not null
);
insert into config_version (version) values (1);

-- Every configuration document that was applied, so that "who changed on-call, and when" has an answer.
create table config_documents (
    id         bigint generated always as identity primary key,
    applied_at timestamptz not null default now(),
    applied_by text not null,
    yaml       text not null
);

-- A policy as incidents keep it (Incidents/PolicySnapshot.cs reads it).
create function policy_snapshot(of_policy bigint) returns jsonb language sql stable as $$
    select jsonb_build_object('policy', p.name, 'version', p.version, 'repeat', p.repeat, 'ackTimeoutSeconds', p.ack_timeout_seconds,
        'steps', coalesce((
            select jsonb_agg(jsonb_build_object('delaySeconds', s.delay_seconds, 'targets', coalesce((
                select jsonb_agg(jsonb_build_object(
                    'kind', case when t.responder_id is not null then 'responder' when t.schedule_id is not null then 'schedule' else 'channel' end,
                    'id', coalesce(t.responder_id, t.schedule_id, t.method_id),
                    'name', coalesce(r.name, c.name, m.name)) order by t.responder_id, t.schedule_id, t.method_id)
                from step_targets t
                left join responders r on r.id = t.responder_id
                left join schedules c on c.id = t.schedule_id
                left join contact_methods m on m.id = t.method_id
                where t.policy_id = s.policy_id and t.position = s.position), '[]'::jsonb)) order by s.position)
            from policy_steps s where s.policy_id = p.id), '[]'::jsonb))
    from policies p where p.id = of_policy
$$;
