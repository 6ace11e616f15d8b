using System.Security.Claims;
using TodoApp.Api.Journal.Events;

namespace TodoApp.Api.Auth;

/// <summary>Whose data a call may touch. Asked for first by every service method, so none can forget it.</summary>
internal readonly record struct UserId(Guid Value)
{
    public static UserId From(ClaimsPrincipal? user) =>
        Guid.TryParse(user?.FindFirstValue("sub"), out var id)
            ? new(id)
            : throw new InvalidOperationException("No signed-in user: the route must require authorization.");

    public static ValueTask<UserId> BindAsync(HttpContext context) => new(From(context.User));
}

/// <summary>Who writes: whose data it is, who does it, and the turn that one undo takes back.</summary>
/// <param name="Id">Whose data the call may touch.</param>
/// <param name="Actor"><c>user</c>, <c>token:…</c>, <c>agent:…</c> or <c>system</c>, as the journal records it.</param>
/// <param name="Turn">Groups what one request or one agent turn does.</param>
internal readonly record struct Caller(UserId Id, string Actor, Guid Turn)
{
    /// <summary>The claim that names an actor other than the person.</summary>
    public const string ActorClaim = "actor";

    public static Caller From(ClaimsPrincipal? user) =>
        new(UserId.From(user), user!.FindFirstValue(ActorClaim) ?? "user", Guid.CreateVersion7());

    /// <summary>Binds the caller of a request; the response names the turn, so that a client can undo it.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context)
    {
        var caller = From(context.User);
        context.Response.Headers["Turn-Id"] = caller.Turn.ToString();
        var signal = context.RequestServices.GetRequiredService<JournalSignal>();
        context.Response.OnCompleted(() =>
        {
            signal.Written(caller.Id.Value);
            return Task.CompletedTask;
        });
        return new(caller);
    }
}
