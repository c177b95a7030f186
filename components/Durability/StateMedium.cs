namespace Basecamp.Components.Durability;

/// <summary>What state is kept in, which decides what can copy it.</summary>
public enum StateMedium
{
    /// <summary>A PersistentVolume.</summary>
    Volume,

    /// <summary>A Secret that was made in the cluster: neither the stack file nor Pulumi's state has it.</summary>
    Secret,

    /// <summary>The cluster's own datastore, with all objects.</summary>
    Datastore,

    /// <summary>People, or paper: nothing in the cluster copies it.</summary>
    Paper,
}
