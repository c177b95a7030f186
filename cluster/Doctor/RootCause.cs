using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor;

/// <summary>A cause, and what follows from it.</summary>
/// <param name="Subject">What it is about: the workload of pods, or the object itself.</param>
/// <param name="Finding">What is wrong; the first of equal ones.</param>
/// <param name="Objects">All objects with it, e.g. the pods of a workload.</param>
/// <param name="Symptoms">What follows from it.</param>
public sealed record RootCause(ObjectId Subject, Finding Finding, IReadOnlyList<ObjectId> Objects, IReadOnlyList<RootCause> Symptoms)
{
    internal bool Concerns(IReadOnlySet<ObjectId> objects) => objects.Contains(Subject) || Objects.Any(objects.Contains)
        || Symptoms.Any(symptom => symptom.Concerns(objects));
}
