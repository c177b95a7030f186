using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Basecamp.Testing;

/// <summary>One run of a program under mocks, from start to <see cref="RecordedStack"/>.</summary>
sealed class Recording(Func<Task<IDictionary<string, object?>>> program, RecordingOptions options, CancellationToken cancellation)
{
    IDictionary<string, object?>? outputs;
    Exception? programException;

    public async Task<RecordedStack> RunAsync()
    {
        using var process = new ProcessState();
        var recorder = new RegistrationRecorder(options, cancellation);
        var reported = await RunUnderMocksAsync(recorder);
        cancellation.ThrowIfCancellationRequested();

        List<ProgramError> errors = [.. ProgramError.From(programException, reported), .. recorder.Errors];
        var secretConfig = options.SecretConfigKeys.Select(key => options.Config.GetValueOrDefault(key)).OfType<string>();
        return new(
            options,
            recorder.Ordered,
            errors.Count == 0 ? await RecordedOutputs.ReadAsync(outputs ?? ImmutableDictionary<string, object?>.Empty) : EmptyOutputs,
            errors,
            [.. options.SecretValues.Concat(secretConfig).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)]);
    }

    static readonly IReadOnlyDictionary<string, RecordedOutput> EmptyOutputs = ImmutableDictionary<string, RecordedOutput>.Empty;

    async Task<Exception?> RunUnderMocksAsync(RegistrationRecorder recorder)
    {
        using var config = await PulumiConfigVariable.SetAsync(options, cancellation);
        var factory = new ProgramStackFactory(() =>
        {
            config.Dispose();
            return new(RunProgramAsync, new() { ResourceTransformations = [.. options.Transformations, recorder.Record] });
        });
        try
        {
            await Deployment.TestWithServiceProviderAsync<ProgramStack>(
                new RecordingMocks(options, recorder, cancellation),
                factory,
                new TestOptions
                {
                    ProjectName = options.ProjectName,
                    StackName = options.StackName,
                    OrganizationName = options.OrganizationName,
                    IsPreview = options.IsPreview,
                });
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    async Task<IDictionary<string, object?>> RunProgramAsync()
    {
        try
        {
            return outputs = await program();
        }
        catch (Exception exception)
        {
            // Kept here because Pulumi reports it as text only.
            programException = exception;
            throw;
        }
    }
}
