using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Basecamp.Triage.Metrics;

/// <summary>Collects the instruments of some meters and writes them in Prometheus' text format, version 0.0.4.</summary>
sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";
    static readonly double[] DefaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    readonly MeterListener listener = new();
    readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, Series>> instruments = new();

    /// <param name="meters">Names of the meters to listen to.</param>
    public PrometheusText(params string[] meters)
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (!meters.Contains(instrument.Meter.Name))
                return;
            instruments.TryAdd(instrument, new(StringComparer.Ordinal));
            l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((i, v, tags, _) => Record(i, v, tags));
        listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Record(i, v, tags));
        listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Record(i, v, tags));
        listener.Start();
    }

    public string Render()
    {
        foreach (var (instrument, series) in instruments)
            if (instrument.IsObservable)
                series.Clear();
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (instrument, series) in instruments.OrderBy(i => i.Key.Name, StringComparer.Ordinal))
        {
            if (series.IsEmpty)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {instrument.Name} {instrument.Description}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {instrument.Name} {TypeOf(instrument)}\n");
            foreach (var (labels, s) in series.OrderBy(s => s.Key, StringComparer.Ordinal))
                s.Render(text, instrument.Name, labels);
        }
        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!instruments.TryGetValue(instrument, out var all))
            return;
        var series = all.GetOrAdd(Labels(tags), _ => new Series(instrument is Histogram<double> h ? h.Advice?.HistogramBucketBoundaries ?? DefaultBuckets : null));
        series.Record(value, instrument.IsObservable);
    }

    static string TypeOf(Instrument instrument) => instrument switch
    {
        Histogram<double> => "histogram",
        _ when instrument.IsObservable => "gauge",
        _ => "counter",
    };

    static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var tag in tags)
        {
            if (text.Length > 0)
                text.Append(',');
            var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
            text.Append(tag.Key).Append("=\"").Append(value.Replace("\\", @"\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        }
        return text.ToString();
    }

    sealed class Series(IReadOnlyList<double>? bounds)
    {
        readonly Lock guard = new();
        readonly long[] buckets = new long[(bounds?.Count ?? 0) + 1];
        double sum;
        long count;

        public void Record(double value, bool replace)
        {
            lock (guard)
            {
                sum = replace ? value : sum + value;
                count++;
                if (bounds is null)
                    return;
                var bucket = 0;
                while (bucket < bounds.Count && value > bounds[bucket])
                    bucket++;
                buckets[bucket]++;
            }
        }

        public void Render(StringBuilder text, string name, string labels)
        {
            lock (guard)
            {
                var braces = labels.Length > 0 ? "{" + labels + "}" : "";
                if (bounds is null)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{braces} {sum}\n");
                    return;
                }
                var comma = labels.Length > 0 ? labels + "," : "";
                var total = 0L;
                for (var i = 0; i < bounds.Count; i++)
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{comma}le=\"{bounds[i]}\"}} {total += buckets[i]}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{comma}le=\"+Inf\"}} {count}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{braces} {sum}\n{name}_count{braces} {count}\n");
            }
        }
    }
}
