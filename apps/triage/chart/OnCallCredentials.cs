using Basecamp.Triage.Settings;

namespace Basecamp.Triage.Chart;

/// <summary>The credentials that an on-call document names, and where.</summary>
static class OnCallCredentials
{
    public static IEnumerable<(string Credential, string Place)> Of(TriageConfig document) =>
    [
        .. from responder in document.Responders
           from method in responder.Methods
           where method.Credential is not null
           select (method.Credential, $"the method {method.Name} of {responder.Login}"),
        .. from channel in document.Channels
           where channel.Credential is not null
           select (channel.Credential, $"the channel {channel.Name}"),
        .. from key in document.Keys
           select (key.Credential, $"the key {key.Name}"),
    ];
}
