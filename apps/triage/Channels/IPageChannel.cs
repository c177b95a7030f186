namespace Basecamp.Triage.Channels;

enum SendOutcome
{
    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>May work later: no answer, an error of the server, too many requests.</summary>
    Retry,

    /// <summary>Will never work: a wrong address, a refused request.</summary>
    Rejected,
}

/// <param name="Outcome">What became of it.</param>
/// <param name="ProviderId">The provider's name for the message, if it gave one.</param>
/// <param name="Error">Without secrets; null when sent.</param>
sealed record SendResult(SendOutcome Outcome, string? ProviderId = null, string? Error = null)
{
    public static SendResult Sent(string? providerId = null) => new(SendOutcome.Sent, providerId);

    public static SendResult Retry(string error) => new(SendOutcome.Retry, Error: error);

    public static SendResult Rejected(string error) => new(SendOutcome.Rejected, Error: error);
}

/// <summary>A way to reach people.</summary>
interface IPageChannel
{
    /// <summary>As in contact_methods.kind.</summary>
    string Kind { get; }

    /// <summary>Sends at the same time, per replica. A hanging channel uses up its own slots and no others.</summary>
    int Concurrency { get; }

    /// <summary>Sends within the token's time. Any exception counts as <see cref="SendOutcome.Retry"/>.</summary>
    Task<SendResult> Send(PageMessage page, CancellationToken ct);
}
