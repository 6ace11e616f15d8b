using System.Net;
using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Http;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Account;

/// <summary>Getting in and out.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/register", AskToRegister);
        routes.MapPost("/register", Register);
        routes.MapGet("/signin", AskToSignIn);
        routes.MapPost("/signin", SignIn);
        routes.MapPost("/signout", SignOut);
    }

    internal static IResult AskToRegister(Screen screen) => screen.ShowBare<RegisterPage>(RegisterForm.Empty);

    internal static async Task<IResult> Register(
        IFormCollection form, HttpRequest request, Screen screen, Session session, SessionsApi api, CancellationToken ct)
    {
        var typed = RegisterForm.Read(form);
        var answer = await api.RegisterAsync(typed.ToRequest(form["password"].ToString(), DeviceName.Of(request)), ct);
        if (answer.Problem is { } problem)
            return screen.ShowBare<RegisterPage>(typed with { Errors = SignInErrors.Of(problem) }, Status(problem, request.HttpContext));

        session.Begin(answer.Value);
        return new SeeOther(Screen.Home);
    }

    internal static IResult AskToSignIn(string? from, HttpContext context, Screen screen) =>
        screen.ShowBare<SignInPage>(
            new SignInForm("", LocalPath.OrElse(from, Screen.Home), FieldErrors.None, Notice.Take(context)));

    internal static async Task<IResult> SignIn(
        IFormCollection form, HttpRequest request, Screen screen, Session session, SessionsApi api, CancellationToken ct)
    {
        var typed = new SignInForm(
            form["email"].ToString().Trim(), LocalPath.OrElse(form["from"], Screen.Home), FieldErrors.None);
        var login = new LoginRequest(typed.Email, form["password"].ToString(), ClientKind.Browser, DeviceName.Of(request));
        var answer = await api.SignInAsync(login, ct);
        if (answer.Problem is { } problem)
            return screen.ShowBare<SignInPage>(typed with { Errors = SignInErrors.Of(problem) }, Status(problem, request.HttpContext));

        session.Begin(answer.Value);
        return new SeeOther(typed.From);
    }

    internal static async Task<IResult> SignOut(HttpContext context, Screen screen, Session session, CancellationToken ct)
    {
        var ended = await session.EndAsync(ct);
        if (ended.Problem is { Status: not HttpStatusCode.Unauthorized } problem)
            return screen.Fail(problem);

        // Pages of this session must not come back with the browser's Back button on a shared computer.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return screen.Back(new Notice(NoticeKind.SignedOut), "/signin");
    }

    private static int Status(ApiProblem problem, HttpContext context)
    {
        if (problem.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(wait.TotalSeconds)}";

        return problem.Status == HttpStatusCode.BadRequest ? StatusCodes.Status422UnprocessableEntity : (int)problem.Status;
    }
}
