using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Account;

/// <summary>Tokens for scripts and agents.</summary>
internal static class TokenEndpoints
{
    private const string WholePage = "#main";
    private const int LongestLife = 365;

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/tokens", Show);
        routes.MapPost("/account/tokens", Create);
        routes.MapPost("/account/tokens/{id:guid}/revoke", Revoke);
    }

    internal static Task<IResult> Show(Screen screen, AccountApi account, CancellationToken ct) =>
        screen.ShowAsync<TokensPage, TokensView>(_ => ViewAsync(account, "", FieldErrors.None, null, ct), ct);

    internal static async Task<IResult> Create(
        IFormCollection form, HttpContext context, Screen screen, AccountApi account, TimeProvider clock, CancellationToken ct)
    {
        var name = form["name"].ToString().Trim();
        var days = int.TryParse(form["days"], out var some) ? Math.Clamp(some, 1, LongestLife) : 90;
        IReadOnlyList<string> scopes = form["access"] == "write" ? [Scopes.TodosRead, Scopes.TodosWrite] : [Scopes.TodosRead];
        var created = await account.CreateTokenAsync(new CreateApiToken(name, scopes, clock.GetUtcNow().AddDays(days)), ct);
        if (created.Problem is { } problem)
            return await screen.ShowAgainAsync<TokensPage, TokensView>(
                problem, _ => ViewAsync(account, name, FieldErrors.Of(problem), null, ct), WholePage, ct);

        // Shown in the answer to the POST itself, because nothing here may keep a secret until the next request;
        // uncompressed, because it is one (BREACH).
        context.Request.Headers.AcceptEncoding = default;
        return await screen.ShowAsync<TokensPage, TokensView>(
            _ => ViewAsync(account, "", FieldErrors.None, created.Value, ct), ct, StatusCodes.Status201Created);
    }

    internal static async Task<IResult> Revoke(Guid id, Screen screen, AccountApi account, CancellationToken ct)
    {
        var tokens = await account.TokensAsync(ct);
        var revoked = await account.RevokeTokenAsync(id, ct);
        if ((tokens.Problem ?? revoked.Problem) is { } problem)
            return screen.Fail(problem);

        var name = tokens.Value.FirstOrDefault(token => token.Id == id)?.Name;
        return screen.Back(new Notice(NoticeKind.TokenRevoked, Name: name), "/account/tokens");
    }

    private static async Task<ApiResult<TokensView>> ViewAsync(
        AccountApi account, string name, FieldErrors errors, CreatedApiToken? created, CancellationToken ct) =>
        (await account.TokensAsync(ct)).Then(tokens => new TokensView(tokens, name, errors, created));
}
