using Pulumi;

namespace Basecamp.Components.Hosts;

/// <summary>A file that a script installs on a machine.</summary>
/// <param name="Path">Absolute path without spaces.</param>
/// <param name="Content">The file's text. Secret contents stay secret on the way.</param>
/// <param name="Mode">Octal permissions. Default <c>0600</c>: readable by root only.</param>
public sealed record HostFile(string Path, Input<string> Content, string Mode = "0600");
