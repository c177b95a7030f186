namespace Basecamp.Components.Platform;

/// <summary>Where people who are woken up read what to do.</summary>
public static class RunbookPages
{
    /// <summary>
    /// The folder docs/runbooks of the published repository, without a trailing slash. An alert is read in an e-mail, on a phone or in triage, where
    /// a path of this repository leads nowhere and is not made a link; so the address is absolute.
    /// </summary>
    public const string Published = "https://github.com/basecamp-platform/basecamp/blob/main/docs/runbooks";

    /// <summary>The page of one runbook.</summary>
    /// <param name="folder">Address of the folder, without a trailing slash.</param>
    /// <param name="runbook">File in docs/runbooks without <c>.md</c>.</param>
    public static string PageOf(string folder, string runbook) => $"{folder}/{runbook}.md";
}
