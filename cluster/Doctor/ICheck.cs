using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor;

/// <summary>Looks for one cause, or a family of causes that are told in the same place.</summary>
interface ICheck
{
    /// <summary>What is wrong.</summary>
    IEnumerable<Finding> Find(ClusterView cluster);
}
