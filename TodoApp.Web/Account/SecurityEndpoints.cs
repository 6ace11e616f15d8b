using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Account;

/// <summary>The password, and where the account is signed in.</summary>
internal static class SecurityEndpoints
{
    private const string WholePage = "#main";

    public static void MapSecurity(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/security", Show);
        routes.MapPost("/account/password", ChangePassword);
        routes.MapPost("/account/sessions/{id:guid}/end", EndSession);
    }

    internal static Task<IResult> Show(Screen screen, AccountApi account, CancellationToken ct) =>
        screen.ShowAsync<SecurityPage, SecurityView>(_ => ViewAsync(account, FieldErrors.None, ct), ct);

    internal static async Task<IResult> ChangePassword(
        IFormCollection form, Screen screen, AccountApi account, CancellationToken ct)
    {
        var request = new ChangePassword(form["currentPassword"].ToString(), form["newPassword"].ToString());
        var changed = await account.ChangePasswordAsync(request, ct);
        if (changed.Problem is not { } problem)
            return screen.Back(new Notice(NoticeKind.PasswordChanged), "/account/security");

        return await screen.ShowAgainAsync<SecurityPage, SecurityView>(
            problem, _ => ViewAsync(account, FieldErrors.Of(problem), ct), WholePage, ct);
    }

    internal static async Task<IResult> EndSession(Guid id, Screen screen, AccountApi account, CancellationToken ct)
    {
        var sessions = await account.SessionsAsync(ct);
        var ended = await account.EndSessionAsync(id, ct);
        if ((sessions.Problem ?? ended.Problem) is { } problem)
            return screen.Fail(problem);

        var device = sessions.Value.FirstOrDefault(session => session.Id == id)?.Device;
        return screen.Back(new Notice(NoticeKind.SessionEnded, Name: device), "/account/security");
    }

    private static async Task<ApiResult<SecurityView>> ViewAsync(AccountApi account, FieldErrors errors, CancellationToken ct) =>
        (await account.SessionsAsync(ct)).Then(sessions => new SecurityView(sessions, errors));
}
