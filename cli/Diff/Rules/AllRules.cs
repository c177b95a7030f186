namespace Basecamp.Cli.Diff.Rules;

/// <summary>All rules, the gravest first: findings of one severity are shown in this order.</summary>
static class AllRules
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<IChangeRule> All { get; } =
    [
        // What is gone is gone.
        new StatefulRemoved(), new NamespaceRemoved(), new DefinitionRemoved(), new DatabaseEntryRemoved(), new SecretRemoved(), new StorageShrunk(), new ClaimGrown(),
        new GuardRemoved(), new BackupWeakened(), new ChartRemoved(), new ImmutableFieldChanged(),
        new VolumeClaimTemplateChanged(), new PodsKeptUntilDeleted(), new Renamed(),
        // What was closed is open.
        new IsolationRemoved(), new NetworkWidened(), new ServiceExposed(), new RoleWidened(), new BindingWidened(), new PodSecurityLowered(),
        new PodPrivileges(), new PodMayRunAsRoot(), new TlsRemoved(), new AdmissionWeakened(), new TokenMounted(), new PolicyWidened(),
        // What runs is something else, or less.
        new UnpinnedImage(), new Downgraded(), new MajorVersion(), new FewerReplicas(), new BudgetLoosened(), new ProbeRemoved(), new LessMemory(),
        new AlertRemoved(), new VersionChanged(), new NetworkNarrowed(),
    ];
}
