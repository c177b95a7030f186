using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Basecamp.Sdk.Generator;

/// <summary>
/// Writes a provider package from two additional files: <c>Package.txt</c>, the list of its public members, and
/// <c>hints.txt</c>, what signatures cannot say.
/// </summary>
[Generator]
public sealed class PackageGenerator : IIncrementalGenerator
{
    static readonly DiagnosticDescriptor invalidList = new(
        "SDK001", "The list of public members cannot be generated", "{0}", "Generator", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Select((file, token) => (Name: Path.GetFileName(file.Path), Text: file.GetText(token)?.ToString() ?? ""))
            .Collect();
        context.RegisterSourceOutput(files, (output, given) => Generate(output, given));
    }

    static void Generate(SourceProductionContext output, ImmutableArray<(string Name, string Text)> files)
    {
        try
        {
            var hints = new Hints(Lines(files.Where(file => file.Name == "hints.txt").Select(file => file.Text)));
            var types = ApiType.Read(Lines(files.Where(file => file.Name != "hints.txt").Select(file => file.Text)));

            output.AddSource("Package.g.cs", Source(PackageEmitter.Emit(types.Values, hints)));
            var generated = types.Values.Where(type => !hints.Has(type.FullName, "handwritten"));
            foreach (var group in generated.GroupBy(type => type.Namespace))
                output.AddSource($"{group.Key}.g.cs", Source(PackageEmitter.EmitNamespace(group.Key, group, types, hints)));
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            output.ReportDiagnostic(Diagnostic.Create(invalidList, Location.None, error.Message));
        }
    }

    static string[] Lines(IEnumerable<string> texts) =>
        texts.SelectMany(text => text.Split('\n')).Select(line => line.TrimEnd('\r')).ToArray();

    static SourceText Source(string text) => SourceText.From(text, Encoding.UTF8);
}
