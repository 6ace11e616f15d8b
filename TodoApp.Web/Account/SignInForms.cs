using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Account;

/// <summary>The form for signing in. The password is never shown again.</summary>
/// <param name="Email">The address that was typed.</param>
/// <param name="From">Where to go afterwards.</param>
/// <param name="Errors">What is wrong with what was typed.</param>
/// <param name="Notice">What has just been done.</param>
public sealed record SignInForm(string Email, string From, FieldErrors Errors, Notice? Notice = null);

/// <summary>The form for a new account.</summary>
/// <param name="Email">The address that was typed.</param>
/// <param name="DisplayName">The name that was typed.</param>
/// <param name="TimeZone">The zone that the browser's clock is in, where a script could tell.</param>
/// <param name="Errors">What is wrong with what was typed.</param>
public sealed record RegisterForm(string Email, string DisplayName, string TimeZone, FieldErrors Errors)
{
    /// <summary>A form nobody has typed into.</summary>
    public static RegisterForm Empty { get; } = new("", "", "", FieldErrors.None);

    public static RegisterForm Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(form["email"].ToString().Trim(), form["displayName"].ToString().Trim(), form["timeZone"].ToString(), FieldErrors.None);
    }

    internal RegisterRequest ToRequest(string password, string device) => new(
        Email, password, DisplayName.Length == 0 ? null : DisplayName,
        TimeZoneNameAttribute.IsKnown(TimeZone) ? TimeZone : null, null, ClientKind.Browser, device);
}

/// <summary>What a form says when signing in or registering did not work.</summary>
internal static class SignInErrors
{
    public static FieldErrors Of(ApiProblem problem) => problem.Code switch
    {
        ProblemCodes.InvalidCredentials => One("", "That address and password do not go together."),
        ProblemCodes.AccountLocked => One("", $"Too many tries with a wrong password. Try again {Later(problem.RetryAfter)}."),
        ProblemCodes.RateLimited => One("", $"Too many tries from here. Try again {Later(problem.RetryAfter)}."),
        ProblemCodes.EmailTaken => One("email", "There is an account with this address already. Sign in instead?"),
        ProblemCodes.ValidationFailed when problem.Errors is { Any: true } errors => errors,
        ProblemCodes.Unavailable or ProblemCodes.Busy => One("", "We cannot reach the accounts right now. This usually takes a few seconds; then try again."),
        _ => One("", problem.Detail ?? "That did not work, and it is our fault. Try again."),
    };

    private static FieldErrors One(string field, string message)
    {
        var errors = new FieldErrors();
        errors.Add(field, message);
        return errors;
    }

    private static string Later(TimeSpan? wait) => wait switch
    {
        { TotalMinutes: > 1.5 } some => $"in {Math.Ceiling(some.TotalMinutes)} minutes",
        { TotalSeconds: > 1 } some => $"in {Math.Ceiling(some.TotalSeconds)} seconds",
        _ => "in a moment",
    };
}
