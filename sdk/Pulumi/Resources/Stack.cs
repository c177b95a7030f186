using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>The root of the resource tree. Derive from it and create resources in the constructor, or give a run a function.</summary>
public class Stack : ComponentResource
{
    public Stack(StackOptions? options = null)
        : base(
            Names.StackType,
            $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}",
            new ComponentResourceOptions { ResourceTransformations = options?.ResourceTransformations ?? [] }) =>
        Deployment.Current.Stack = this;

    /// <summary>Exports the [Output] properties of a derived class.</summary>
    /// <exception cref="RunException">One of them has no value or is not an output.</exception>
    internal Output<IDictionary<string, object?>> ExportProperties()
    {
        var outputs = (
            from property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            let attribute = property.GetCustomAttribute<OutputAttribute>()
            where attribute is not null && property.DeclaringType?.IsAssignableFrom(typeof(Stack)) != true
            select KeyValuePair.Create(attribute.Name ?? property.Name, property.GetValue(this))).ToList();

        var unset = outputs.Where(output => output.Value is null).Select(output => output.Key).ToList();
        if (unset.Count > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", unset)}' have no value assigned. "
                + "[Output] attributed properties must be assigned inside Stack constructor.");
        }

        var wrong = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList();
        if (wrong.Count > 0)
            throw RunException.OutputsHaveIncorrectType(wrong);

        var exported = Output.Create<IDictionary<string, object?>>(outputs.ToImmutableDictionary());
        RegisterOutputs(exported);
        return exported;
    }
}
