using System.Runtime.CompilerServices;

// Address arithmetic and the cron parser are tested by themselves, but are nobody's API.
[assembly: InternalsVisibleTo("Basecamp.Components.Tests")]
