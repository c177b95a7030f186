using Basecamp.Triage.Access;
using Basecamp.Triage.Tests.Support;
using Microsoft.Playwright;

namespace Basecamp.Triage.Tests.Web;

/// <summary>
/// A real Chromium, the one installed on the machine. Collects everything a page complains about: a violated content
/// security policy and a script error both end up here.
/// </summary>
sealed class Chromium : IAsyncDisposable
{
    static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    readonly IPlaywright playwright;
    readonly IBrowser browser;
    readonly List<string> complaints = [];

    Chromium(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (this.playwright, this.browser, Page) = (playwright, browser, page);
        page.Console += (_, message) => { if (message.Type == "error") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += async (_, dialog) => { complaints.Add($"dialog: {dialog.Message}"); await dialog.DismissAsync(); };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Origin,
            StringComparison.Ordinal)) complaints.Add($"request to {request.Url}");
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => complaints;

    string Origin { get; init; } = "";

    /// <summary>Signed in as Anna on a phone of 360 pixels.</summary>
    public static async Task<Chromium> SignedIn(Rig rig, ColorScheme scheme = ColorScheme.Light, int width = 360)
    {
        var program = Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is not installed. Debian: apt-get install chromium. Or name it in CHROMIUM.");
        await new UserAdmin(rig.Database.Db).Set("anna", null, "admin", Browser.Password, default);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 740 } });
        page.SetDefaultTimeout(60_000);
        var chromium = new Chromium(playwright, browser, page) { Origin = rig.Url };
        await page.GotoAsync(rig.Url + "/");
        await page.FillAsync("#login", "anna");
        await page.FillAsync("#password", Browser.Password);
        await page.ClickAsync("button");
        await page.WaitForSelectorAsync("#live");
        return chromium;
    }

    /// <summary>Waits for an expression to become true. Playwright's own wait needs eval, which our policy forbids.</summary>
    public Task Becomes(string expression) => Faults.Eventually.Holds(() => Page.EvaluateAsync<bool>($"() => !!({expression})"), () =>
        expression);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
