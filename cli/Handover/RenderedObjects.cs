namespace Basecamp.Cli.Handover;

/// <summary>What <c>helm template</c> prints: documents in block style, one an object.</summary>
/// <remarks>Read line by line: YAML libraries refuse some texts that Helm and Kubernetes read, such as dashboards with leading blank lines.</remarks>
static class RenderedObjects
{
    /// <summary>The documents by the namespace of their objects.</summary>
    /// <param name="yaml">The documents.</param>
    /// <param name="own">Namespace of objects that name none; also where those end that belong to the whole cluster.</param>
    public static IReadOnlyDictionary<string, string> ByNamespace(string yaml, string own)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in Documents(yaml))
        {
            var ns = NamespaceOf(document) ?? own;
            found[ns] = found.GetValueOrDefault(ns, "") + "---\n" + string.Join('\n', document) + "\n";
        }
        return found;
    }

    static IEnumerable<List<string>> Documents(string yaml)
    {
        var document = new List<string>();
        foreach (var line in yaml.Split('\n').Append("---"))
        {
            if (line.TrimEnd() != "---")
                document.Add(line);
            else
            {
                if (document.Any(each => each.StartsWith("kind:", StringComparison.Ordinal)))
                    yield return document;
                document = [];
            }
        }
    }

    static string? NamespaceOf(List<string> document)
    {
        var metadata = document.SkipWhile(line => line.TrimEnd() != "metadata:").Skip(1)
            .TakeWhile(line => line.Length == 0 || line[0] is ' ' or '#').Where(line => line.Trim().Length > 0 && line.TrimStart()[0] != '#').ToList();
        var indentation = metadata.Select(Indentation).DefaultIfEmpty(0).Min();
        return metadata.Where(line => Indentation(line) == indentation).Select(line => line.Trim().Split(": ", 2))
            .FirstOrDefault(pair => pair is ["namespace", _])?[1].Trim().Trim('"', '\'');
    }

    static int Indentation(string line) => line.Length - line.TrimStart().Length;
}
