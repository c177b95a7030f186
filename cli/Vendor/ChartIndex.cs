using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Basecamp.Cli.Vendor;

/// <summary>What a chart repository offers: its <c>index.yaml</c>.</summary>
/// <remarks>Some are tens of megabytes. Everything but the chart in question is passed over as the parser meets it, and never kept.</remarks>
static class ChartIndex
{
    /// <summary>The versions of a chart, in the order of the index; empty when the repository does not have it.</summary>
    /// <exception cref="InvalidDataException">The text is no index.</exception>
    public static IReadOnlyList<IndexedChart> VersionsOf(string chart, string index)
    {
        try
        {
            var parser = new Parser(new Scanner(new StringReader(index), skipComments: true));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            return Member(parser, "entries", () => Member(parser, chart, () => List(parser, () => ReadVersion(parser)))) ?? [];
        }
        catch (YamlException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    // The value of a key of the map that comes next; the rest of the map is read past.
    static T? Member<T>(Parser parser, string key, Func<T?> read)
        where T : class
    {
        T? found = null;
        Entries(parser, name =>
        {
            if (name == key)
                found = read();
            else
                parser.SkipThisAndNestedEvents();
        });
        return found;
    }

    static void Entries(Parser parser, Action<string> read)
    {
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
            read(parser.Consume<Scalar>().Value);
    }

    static List<T> List<T>(Parser parser, Func<T> read)
    {
        var items = new List<T>();
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(read());
        return items;
    }

    static IndexedChart ReadVersion(Parser parser)
    {
        var (version, digest, urls) = ("", (string?)null, new List<string>());
        Entries(parser, name =>
        {
            if (name == "version")
                version = parser.Consume<Scalar>().Value;
            else if (name == "digest" && parser.TryConsume<Scalar>(out var text))
                digest = text.Value;
            else if (name == "urls" && parser.Accept<SequenceStart>(out _))
                urls = List(parser, () => parser.Consume<Scalar>().Value);
            else
                parser.SkipThisAndNestedEvents();
        });
        return new(version, digest is { Length: > 0 } ? digest.Split(':')[^1].ToLowerInvariant() : null, urls);
    }
}

/// <summary>A chart of an index.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Digest">SHA-256 of the archive; null where the index has none.</param>
/// <param name="Urls">Where the archive is: in full, or relative to the repository.</param>
sealed record IndexedChart(string Version, string? Digest, IReadOnlyList<string> Urls);
