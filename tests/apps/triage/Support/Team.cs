namespace Basecamp.Triage.Tests.Support;

/// <summary>The team most tests use. At the tests' clock (Monday 2026-06-01 12:00Z) Anna is on call.</summary>
static class Team
{
    /// <param name="sink">Where the pages go; each person has an address of their own there.</param>
    public static string Yaml(string sink) => $$"""
        responders:
          - { login: anna, name: Anna, role: admin, timeZone: Europe/Berlin, methods: [{ name: phone, kind: webhook, address: "{{sink}}/anna" }] }
          - { login: ben, name: Ben, methods: [{ name: phone, kind: webhook, address: "{{sink}}/ben" }] }
          - { login: chloe, name: Chloe, role: viewer, methods: [{ name: phone, kind: webhook, address: "{{sink}}/chloe" }] }
        channels:
          - { name: ops-room, kind: webhook, address: "{{sink}}/ops-room" }
        schedules:
          - name: primary
            timeZone: Europe/London
            layers: [{ name: weekly, start: 2026-06-01T09:00, every: week, members: [anna, ben] }]
        policies:
          - name: default
            repeat: 1
            ackTimeout: 30m
            steps:
              - { page: ["schedule:primary"], wait: 5m }
              - { page: ["responder:ben"], wait: 10m }
        services:
          - { name: web, policy: default, fallback: ops-room }
          - { name: quiet, policy: default, urgency: low }
        """;

    /// <summary>The same with one heartbeat of an hour.</summary>
    public static string YamlWithHeartbeat(string sink) =>
        Yaml(sink) + "\nheartbeats: [{ name: nightly, service: web, interval: 1h }]\n";
}
