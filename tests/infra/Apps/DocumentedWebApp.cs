using Basecamp.Components.Platform;
using Basecamp.Components.WebApps;

namespace Basecamp.Infra.Tests.Apps;

/// <summary>The C# of docs/apps/web-app.md.</summary>
static class DocumentedWebApp
{
    public static WebApp Declare(PlatformContext platform, string image)
    {
        var shop = new WebApp("shop", new()
        {
            Platform = platform,
            Spec = new() { Image = image, Port = 8080, Host = "shop" },
        });
        return shop;
    }
}
