using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>One [Output] property of a resource class. Looked up by reflection once per class, not once per resource.</summary>
abstract class OutputProperty
{
    static readonly ConcurrentDictionary<(Type Type, bool All), ImmutableArray<OutputProperty>> propertiesByType = new();

    readonly MethodInvoker setter;

    OutputProperty(string wireName, MethodInvoker setter) => (WireName, this.setter) = (wireName, setter);

    public string WireName { get; }

    /// <summary>Gives every output property of a resource an output that is completed once the resource is registered.</summary>
    /// <param name="resource">The resource under construction.</param>
    /// <param name="componentsToo">
    /// Also fill the properties a component class declares. By default those are left alone: the component sets them itself.
    /// </param>
    public static ImmutableArray<IOutputCompletion> Initialize(Resource resource, bool componentsToo)
    {
        var all = resource is not ComponentResource || componentsToo;
        var properties = propertiesByType.GetOrAdd((resource.GetType(), all), static key => Find(key.Type, key.All));
        return [.. properties.Select(property => property.Begin(resource))];
    }

    protected abstract IOutputCompletion Begin(Resource resource);

    static ImmutableArray<OutputProperty> Find(Type type, bool all) =>
    [
        .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           let attribute = property.GetCustomAttribute<OutputAttribute>()
           where attribute is not null && (all || property.DeclaringType == typeof(Resource))
           select Create(type, property, attribute.Name ?? property.Name),
    ];

    static OutputProperty Create(Type type, PropertyInfo property, string wireName)
    {
        if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
            throw RunException.OutputsHaveIncorrectType([wireName]);

        // A private setter is only visible on the class that declares it.
        var setter = property.DeclaringType!.GetProperty(property.Name)!.GetSetMethod(nonPublic: true)
            ?? throw new InvalidOperationException($"[Output] {type.FullName}.{property.Name} did not have a 'set' method");
        var closed = typeof(Of<>).MakeGenericType(property.PropertyType.GenericTypeArguments);
        return (OutputProperty)Activator.CreateInstance(closed, wireName, MethodInvoker.Create(setter), $"{type.FullName}.{wireName}")!;
    }

    sealed class Of<T> : OutputProperty
    {
        readonly string path;

        public Of(string wireName, MethodInvoker setter, string path)
            : base(wireName, setter)
        {
            this.path = path;
            _ = TypedReaders.For(typeof(T)); // An impossible output type is an error of the class, so it is reported at once.
        }

        protected override IOutputCompletion Begin(Resource resource)
        {
            var completion = new OutputCompletion<T>(resource, WireName, path);
            setter.Invoke(resource, completion.Output);
            return completion;
        }
    }
}
