-- An address whose owner has to prove that it reaches them: a code goes there and has to come back.
alter table contact_methods
    -- Who says that the address is right: the configuration document, or its owner with the code. Null, as older versions
    -- leave it, is the document.
    add column verified_by   text check (verified_by in ('document', 'code')),
    add column code_sha256   bytea check (length(code_sha256) = 32),
    add column code_sent_at  timestamptz,
    add column code_tries    integer not null default 0,
    add constraint code_has_a_time check ((code_sha256 is null) = (code_sent_at is null));

-- Somebody paged beside the policy, because a responder asked for them.
alter table pages drop constraint pages_reason_check;
alter table pages add constraint pages_reason_check check (reason in ('escalation', 'fallback', 'severity', 'added'));
