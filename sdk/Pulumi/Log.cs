namespace Pulumi;

/// <summary>Messages to whoever runs the program. An error message fails the run.</summary>
public static class Log
{
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Current;

    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Current;

    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Current;

    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Deployment.Current.Errors.Add(message);

    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Error(exception.ToString(), resource, streamId, ephemeral);
}
