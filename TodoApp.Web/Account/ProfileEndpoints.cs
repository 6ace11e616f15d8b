using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Account;

/// <summary>Who somebody is, and how they like their pages.</summary>
internal static class ProfileEndpoints
{
    private const string WholePage = "#main";

    public static void MapProfile(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", Show);
        routes.MapPost("/account", Save);
        routes.MapGet("/account/appearance", ShowAppearance);
        routes.MapPost("/account/appearance", SaveAppearance);
    }

    internal static Task<IResult> Show(Screen screen, CancellationToken ct) =>
        screen.ShowAsync<ProfilePage, ProfileForm>(
            shell => Task.FromResult<ApiResult<ProfileForm>>(
                new ProfileForm(shell.User.DisplayName, shell.User.TimeZone, FieldErrors.None)),
            ct);

    internal static async Task<IResult> Save(IFormCollection form, Screen screen, AccountApi account, CancellationToken ct)
    {
        var typed = new ProfileForm(form["displayName"].ToString().Trim(), form["timeZone"].ToString(), FieldErrors.None);
        var saved = await account.UpdateAsync(new UpdateProfile(typed.DisplayName, typed.TimeZone), ct);
        if (saved.Problem is not { } problem)
            return screen.Back(new Notice(NoticeKind.Saved), "/account");

        return await screen.ShowAgainAsync<ProfilePage, ProfileForm>(
            problem, _ => Task.FromResult<ApiResult<ProfileForm>>(typed with { Errors = FieldErrors.Of(problem) }), WholePage, ct);
    }

    internal static Task<IResult> ShowAppearance(Screen screen, CancellationToken ct) =>
        screen.ShowAsync<AppearancePage, AppearanceView>(new AppearanceView(), ct);

    internal static IResult SaveAppearance(IFormCollection form, HttpContext context, Screen screen)
    {
        new Preferences(Preferences.ThemeOr(form["theme"]), form["shortcuts"] == "on").Write(context);
        return screen.Back(new Notice(NoticeKind.Saved), "/account/appearance");
    }
}
