using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>Small assemblies compiled in memory, to see what the comparison says about them.</summary>
static class Deviation
{
    static readonly List<MetadataReference> references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(File.Exists)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static Assembly Compile(string source) => Load(Compilation(CSharpSyntaxTree.ParseText("#nullable enable\n" + source)));

    public static Compilation Compilation(params SyntaxTree[] sources) => CSharpCompilation.Create(
        $"Deviation{Guid.NewGuid():N}",
        sources,
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static Assembly Load(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }
}
