namespace Basecamp.Cluster.Doctor;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Nobody notices yet: it becomes an outage if nothing is done, or makes one worse.</summary>
    Risk,

    /// <summary>Something does not work now.</summary>
    Broken,
}
