namespace Basecamp.Manifests.Reachability;

/// <summary>Whether traffic gets through.</summary>
public enum Verdict
{
    /// <summary>No: a policy isolates one side and nothing allows it, or something forbids it.</summary>
    Denied,

    /// <summary>Only between a pod and the node it runs on, which is what probes need and what no policy can take away.</summary>
    OwnNode,

    /// <summary>For a part of the addresses or host names behind the endpoint.</summary>
    Partly,

    /// <summary>Yes.</summary>
    Allowed,

    /// <summary>It depends on something that cannot be evaluated; the explanation says on what.</summary>
    Unknown,
}
