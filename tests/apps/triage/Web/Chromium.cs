using Basecamp.Tests;
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
    // One for the whole run: every test has a profile of its own in it, without anything of another's.
    static readonly Lazy<Task<IBrowser>> Browsers = new(Launch);

    readonly IBrowserContext profile;
    readonly List<string> complaints = [];

    Chromium(IBrowserContext profile, IPage page)
    {
        (this.profile, Page) = (profile, page);
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
        await new UserAdmin(rig.Database.Db).Set("anna", null, "admin", Browser.Password, default);
        var browser = await Browsers.Value;
        var profile = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 740 } });
        var page = await profile.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        var chromium = new Chromium(profile, page) { Origin = rig.Url };
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

    public ValueTask DisposeAsync() => profile.DisposeAsync();

    static async Task<IBrowser> Launch()
    {
        var playwright = await Playwright.CreateAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = InstalledChromium.Path, Args = ["--no-sandbox", "--disable-gpu"] });
    }
}
