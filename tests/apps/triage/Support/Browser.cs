using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Basecamp.Triage.Access;

namespace Basecamp.Triage.Tests.Support;

/// <summary>A person with cookies and forms, without JavaScript.</summary>
sealed class Browser : IDisposable
{
    public const string Password = "a password for tests";

    readonly HttpClient client;

    Browser(string url)
    {
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = new(url) };
    }

    public CookieContainer Cookies { get; } = new();

    public HttpStatusCode Status { get; private set; }

    public IHtmlDocument Page { get; private set; } = null!;

    public string Text => Page.Body!.TextContent;

    public static Browser For(Rig rig) => new(rig.Url);

    /// <summary>Signed in as somebody of the team.</summary>
    public static async Task<Browser> SignedIn(Rig rig, string login = "anna")
    {
        var role = await rig.Database.Scalar<string>("select role from responders where login = @login", new { login });
        await new UserAdmin(rig.Database.Db).Set(login, null, role, Password, default);
        var browser = For(rig);
        await browser.SignIn(login, Password);
        return browser;
    }

    public async Task SignIn(string login, string password)
    {
        await Get("/sign-in");
        await Submit("form[action^='/sign-in']", ("login", login), ("password", password));
    }

    public async Task<Browser> Get(string path)
    {
        using var answer = await client.GetAsync(path);
        return await Follow(answer);
    }

    /// <summary>Fills in and sends a form of the page.</summary>
    public async Task<Browser> Submit(string form, params (string Name, string Value)[] values)
    {
        var element = (IHtmlFormElement)(Page.QuerySelector(form) ?? throw new InvalidOperationException($"No form {form} in:\n{Text}"));
        var fields = element.QuerySelectorAll("input, select, textarea")
            .Select(f => (Name: f.GetAttribute("name")!, Value: f switch
            {
                IHtmlInputElement i => i.Value,
                IHtmlSelectElement s => s.Value ?? "",
                IHtmlTextAreaElement t => t.Value,
                _ => "",
            }))
            .Where(f => values.All(v => v.Name != f.Name)).Concat(values)
            .Select(f => KeyValuePair.Create(f.Name, f.Value));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(element.GetAttribute("action"), content);
        return await Follow(answer);
    }

    /// <summary>Posts without what the page's form would carry.</summary>
    public async Task<HttpStatusCode> Post(string path, params (string Name, string Value)[] values)
    {
        using var content = new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        using var answer = await client.PostAsync(path, content);
        return answer.StatusCode;
    }

    public async Task<(HttpStatusCode Status, string Body)> Fragment(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("HX-Request", "true");
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => client.Dispose();

    async Task<Browser> Follow(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.Found)
            return await Get(answer.Headers.Location!.ToString());
        Status = answer.StatusCode;
        Page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        return this;
    }
}
