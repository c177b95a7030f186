namespace Pulumi;

/// <summary>The text of an output used as a string by mistake, as the published SDK words it.</summary>
static class OutputText
{
    public static string Explain()
    {
        var message = string.Join(
            Environment.NewLine,
            "Calling [ToString] on an [Output<T>] is not supported.",
            "",
            "To get the value of an Output<T> as an Output<string> consider:",
            "1. o.Apply(v => $\"prefix{v}suffix\")",
            "2. Output.Format($\"prefix{hostname}suffix\");",
            "",
            "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.");

        var strict = Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING");
        if (strict == "1" || string.Equals(strict, "true", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException(message);

        Log.Warn(message);
        return message + Environment.NewLine + "This function may throw in a future version of Pulumi.";
    }
}
