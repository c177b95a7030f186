using Pulumi;

namespace Basecamp.Sdk.Tests.Samples;

sealed class TestProvider(string name, string package = "test") : ProviderResource(package, name, ResourceArgs.Empty);
