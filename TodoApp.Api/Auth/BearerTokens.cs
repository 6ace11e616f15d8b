using Microsoft.AspNetCore.Authentication;

namespace TodoApp.Api.Auth;

/// <summary>Finds out who a request comes from, before anything that depends on it.</summary>
internal sealed class BearerTokens(RequestDelegate next, BearerAuthentication bearer)
{
    public Task InvokeAsync(HttpContext context)
    {
        var identified = bearer.IdentifyAsync(context);
        return identified.IsCompletedSuccessfully ? GoOn(context, identified.Result) : WaitAsync(context, identified);
    }

    private async Task WaitAsync(HttpContext context, ValueTask<AuthenticateResult> identified) => await GoOn(context, await identified);

    private Task GoOn(HttpContext context, AuthenticateResult result)
    {
        if (result.Principal is { } user)
            context.User = user;
        return next(context);
    }
}
