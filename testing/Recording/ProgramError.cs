using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Pulumi;

namespace Basecamp.Testing;

/// <summary>One reason why a program failed.</summary>
/// <param name="Message">What went wrong, without stack trace.</param>
/// <param name="Exception">The program's own exception where it is known; otherwise what Pulumi made of it.</param>
public sealed partial record ProgramError(string Message, Exception Exception)
{
    /// <summary>The line of the program's own code that threw, as far as it is known: <c>method in file:line</c>.</summary>
    public string? Origin =>
        new StackTrace(Exception, fNeedFileInfo: true).GetFrames().Select(Describe).FirstOrDefault(frame => frame is not null);

    /// <summary>The message.</summary>
    public override string ToString() => Message;

    /// <summary>The errors behind what the program and Pulumi threw, each once.</summary>
    /// <param name="own">What the program's own code threw, null when it returned.</param>
    /// <param name="reported">What the run threw: Pulumi wraps errors as text, so the program's own exception is lost in it.</param>
    internal static IReadOnlyList<ProgramError> From(Exception? own, Exception? reported)
    {
        var errors = Unwrap(own).Select(exception => new ProgramError(exception.Message, exception)).ToList();
        var known = errors.ToList();
        foreach (var exception in Unwrap(reported))
        {
            var repeated = known.Any(error =>
                ReferenceEquals(error.Exception, exception)
                || (exception is RunException && exception.Message.Contains(error.Message, StringComparison.Ordinal)));
            var message = Readable(exception.Message);
            if (!repeated && errors.TrueForAll(error => error.Message != message))
                errors.Add(new(message, exception));
        }
        return errors;
    }

    static string? Describe(StackFrame frame)
    {
        var method = frame.GetMethod();
        var type = method?.DeclaringType?.FullName;
        if (type is null || type.StartsWith("System.", StringComparison.Ordinal) || type.StartsWith("Pulumi.", StringComparison.Ordinal))
            return null;
        var file = frame.GetFileName();
        return file is null ? $"{type}.{method!.Name}" : $"{type}.{method!.Name} in {Path.GetFileName(file)}:{frame.GetFileLineNumber()}";
    }

    static IEnumerable<Exception> Unwrap(Exception? exception) => exception switch
    {
        null => [],
        AggregateException aggregate => aggregate.InnerExceptions.SelectMany(Unwrap),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        TypeInitializationException { InnerException: { } inner } => Unwrap(inner),
        RunException { InnerException: { } inner } => Unwrap(inner),
        _ => [exception],
    };

    // "Running program '…' failed with an unhandled exception:" + type + ": " + message + stack trace -> message.
    static string Readable(string message)
    {
        var lines = message.ReplaceLineEndings("\n").Split('\n')
            .Where(line => !StackTraceLine().IsMatch(line) && !Preamble().IsMatch(line) && line.Trim().Length > 0);
        var text = TypePrefix().Replace(string.Join('\n', lines).Trim(), "");
        return text.Length > 0 ? text : message;
    }

    [GeneratedRegex(@"^\s*(at \S|--- End of)")]
    private static partial Regex StackTraceLine();

    [GeneratedRegex(@"failed with an unhandled exception:\s*$")]
    private static partial Regex Preamble();

    [GeneratedRegex(@"^(?:[A-Za-z_][\w`]*\.)+[A-Za-z_][\w`]*Exception: ")]
    private static partial Regex TypePrefix();
}
