using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Why somebody is not let in.</summary>
internal static class AuthFailures
{
    public static Failure EmailTaken { get; } =
        new(ProblemCodes.EmailTaken, "There is an account with this address already.", "email");

    /// <summary>The same for an unknown address as for a wrong password.</summary>
    public static Failure InvalidCredentials { get; } =
        new(ProblemCodes.InvalidCredentials, "The address and the password do not go together.");

    public static Failure InvalidPasskey { get; } =
        new(ProblemCodes.InvalidCredentials, "The passkey does not belong to an account here, or could not be verified.");

    public static Failure InvalidRefreshToken { get; } =
        new(ProblemCodes.InvalidRefreshToken, "The session has ended. Sign in again.");

    /// <summary>The queue of passwords to hash is full.</summary>
    public static Failure Busy { get; } =
        new(ProblemCodes.Busy, "Too many people are signing in at this moment. Try again shortly.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    public static Failure Locked(TimeSpan rest) =>
        new(ProblemCodes.AccountLocked, "Too many failed sign-ins with this address. Wait before you try again.")
        {
            RetryAfter = rest,
        };
}
