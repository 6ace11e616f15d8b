using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Web.Backend;
using TodoApp.Web.Http;
using TodoApp.Web.Pages;

namespace TodoApp.Web.Layout;

/// <summary>What the current request is answered with: a page, a way back, or why there is neither.</summary>
internal sealed class Screen(
    IHttpContextAccessor requests, Session session, AccountApi account, ListsApi lists, TagsApi tags, TimeProvider clock)
{
    public const string Home = "/today";

    private HttpContext Context =>
        requests.HttpContext ?? throw new InvalidOperationException("A screen belongs to a request.");

    /// <summary>Shows a page once its model has been loaded.</summary>
    public async Task<IResult> ShowAsync<TPage, TModel>(
        Func<Shell, Task<ApiResult<TModel>>> load, CancellationToken ct, int status = StatusCodes.Status200OK)
        where TPage : PageComponent<TModel>
    {
        var surroundings = await ShellAsync(ct);
        if (!surroundings.Has(out var shell, out var problem))
            return Fail(problem);

        var loaded = await load(shell);
        if (loaded.Problem is not null)
            return Fail(loaded.Problem);

        return Show<TPage>(new() { ["Shell"] = TakeNotice(shell), ["Model"] = loaded.Value }, status);
    }

    public Task<IResult> ShowAsync<TPage, TModel>(TModel model, CancellationToken ct, int status = StatusCodes.Status200OK)
        where TPage : PageComponent<TModel> =>
        ShowAsync<TPage, TModel>(_ => Task.FromResult(new ApiResult<TModel>(model)), ct, status);

    /// <summary>Shows a page again with what was typed, because something about it is wrong.</summary>
    public Task<IResult> ShowAgainAsync<TPage, TModel>(
        ApiProblem problem, Func<Shell, Task<ApiResult<TModel>>> load, string region, CancellationToken ct)
        where TPage : PageComponent<TModel>
    {
        if (!problem.IsAboutInput && problem.Status != HttpStatusCode.PreconditionFailed)
            return Task.FromResult(Fail(problem));

        // For htmx: only the part with the form in it, wherever the request wanted its answer to go.
        Context.Response.Headers["HX-Retarget"] = region;
        Context.Response.Headers["HX-Reselect"] = region;
        Context.Response.Headers["HX-Reswap"] = "outerHTML";
        var status = problem.Status == HttpStatusCode.BadRequest
            ? StatusCodes.Status422UnprocessableEntity
            : (int)problem.Status;

        return ShowAsync<TPage, TModel>(load, ct, status);
    }

    /// <summary>Shows a page that needs nobody to be signed in.</summary>
    public IResult ShowBare<TPage>(object? model = null, int status = StatusCodes.Status200OK) where TPage : IComponent
    {
        var parameters = new Dictionary<string, object?> { ["Preferences"] = Preferences.Read(Context) };
        if (model is not null)
            parameters["Model"] = model;

        return Show<TPage>(parameters, status);
    }

    /// <summary>Goes back to where the person was, with a notice of what was done (POST, 303, GET).</summary>
    public IResult Back(Notice? notice = null, string? to = null)
    {
        notice?.Leave(Context);
        return new SeeOther(LocalPath.OrElse(to ?? From(), Home));
    }

    /// <summary>Says in words why there is nothing better to show.</summary>
    public IResult Fail(ApiProblem problem)
    {
        if (problem.Status == HttpStatusCode.Unauthorized)
            return SignInFirst(problem);
        if (problem.Status == HttpStatusCode.NotFound)
            return ShowBare<NotFoundPage>(status: StatusCodes.Status404NotFound);

        if (problem.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            Context.Response.Headers.RetryAfter =
                $"{(int)Math.Ceiling((problem.RetryAfter ?? TimeSpan.FromSeconds(5)).TotalSeconds)}";

        return ShowBare<RetryPage>(RetryModel.From(Context.Request, problem), (int)problem.Status);
    }

    /// <summary>Loads what surrounds a page.</summary>
    public async Task<ApiResult<Shell>> ShellAsync(CancellationToken ct)
    {
        // First, so that the calls below, which go out together, find it done.
        if ((await session.AccessAsync(ct)).Problem is { } signedOut)
            return signedOut;

        var (profile, someLists, someTags) = (account.ProfileAsync(ct), lists.AllAsync(ct), tags.AllAsync(ct));
        await Task.WhenAll(profile, someLists, someTags);

        if ((profile.Result.Problem ?? someLists.Result.Problem ?? someTags.Result.Problem) is { } problem)
            return problem;

        return new Shell(
            profile.Result.Value, someLists.Result.Value, someTags.Result.Value, clock.GetUtcNow(),
            LocalPath.OrElse(From(), Home), Preferences.Read(Context), null);
    }

    private IResult SignInFirst(ApiProblem problem)
    {
        session.Drop();

        // What was typed would be lost on the way, and htmx would put the sign-in page into the middle of another.
        var mayLeave = HttpMethods.IsGet(Context.Request.Method) && !IsFragment;
        return mayLeave
            ? new SeeOther(LocalPath.WithFrom("/signin", LocalPath.Of(Context.Request)))
            : ShowBare<RetryPage>(RetryModel.From(Context.Request, problem), StatusCodes.Status401Unauthorized);
    }

    /// <summary>Whether a script asks for a part of a page.</summary>
    public bool IsFragment => Context.Request.Headers.ContainsKey("HX-Request");

    /// <summary>
    /// Adds the notice that the last request left. What a window draws by itself, because of what happens elsewhere, leaves it to the
    /// window it is meant for: they share their cookies.
    /// </summary>
    public Shell TakeNotice(Shell shell) =>
        shell.Notice is null && !Context.Request.Headers.ContainsKey("X-Refresh") ? shell with { Notice = Notice.Take(Context) } : shell;

    public static RazorComponentResult<TPage> Show<TPage>(Dictionary<string, object?> parameters, int status)
        where TPage : IComponent =>
        new(parameters) { StatusCode = status, PreventStreamingRendering = true };

    private string? From()
    {
        var request = Context.Request;
        var asked = request.HasFormContentType ? request.Form["from"].ToString() : request.Query["from"].ToString();

        return asked.Length == 0 && HttpMethods.IsGet(request.Method) ? LocalPath.Of(request) : asked;
    }
}
