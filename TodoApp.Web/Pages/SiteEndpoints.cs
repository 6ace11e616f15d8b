using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Pages;

/// <summary>The pages that belong to no feature.</summary>
internal static class SiteEndpoints
{
    public static void MapSite(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Landing);
        routes.MapGet("/browse", Browse);
        routes.MapGet("/shortcuts", Shortcuts);
    }

    /// <summary>Whoever is signed in wants their todos, not to be told what todos are good for.</summary>
    internal static IResult Landing(Session session, Screen screen) =>
        session.IsClaimed ? new Http.SeeOther(Screen.Home) : screen.ShowBare<LandingPage>();

    internal static Task<IResult> Browse(Screen screen, CancellationToken ct) =>
        screen.ShowAsync<BrowsePage, BrowseView>(new BrowseView(), ct);

    internal static IResult Shortcuts(Screen screen) => screen.ShowBare<ShortcutsPage>();
}
