namespace Basecamp.Triage.Web;

/// <summary>The frame around every page.</summary>
static class Layout
{
    public static Html Page(string title, Viewer viewer, string path, Html content) => Document(title, Html.Of($"""
        <a class="skip" href="#main">Skip to content</a>
        <header class="bar">
          <nav aria-label="Main">{Link("/", "Open", path)}{Link("/on-call", "On call", path)}{Link("/history", "History", path)}{Link("/settings", "Settings", path)}</nav>
          <form method="post" action="/sign-out" class="who"><span>{viewer.Name}</span>{Token(viewer)}<button class="quiet">Sign out</button></form>
        </header>
        <p id="stale" class="banner bad" role="status" hidden>Not up to date: the last answer is <span id="stale-age"></span> old.</p>
        {Html.If(viewer.Message is not null, () => Html.Of($"""<p class="banner" role="status">{viewer.Message}</p>"""))}
        <main id="main">{content}</main>
        """));

    public static Html Document(string title, Html body) => Html.Of($$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="htmx-config" content='{"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,"historyCacheSize":0}'>
        <title>{{title}} · triage</title>
        <link rel="icon" href="/static/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/static/{{Assets.Versioned("triage.css")}}">
        <script src="/static/{{Assets.Versioned("htmx-2.0.4.min.js")}}" defer></script>
        <script src="/static/{{Assets.Versioned("triage.js")}}" defer></script>
        </head>
        <body>{{body}}</body>
        </html>
        """);

    public static Html Token(Viewer viewer) =>
        Html.Of($"""<input type="hidden" name="__RequestVerificationToken" value="{viewer.FormToken}">""");

    static Html Link(string href, string text, string path) => href == path
        ? Html.Of($"""<a href="{href}" aria-current="page">{text}</a>""")
        : Html.Of($"""<a href="{href}">{text}</a>""");
}
