using System.Diagnostics.Metrics;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Counts what an operator has to hear of: guessing, lockouts, copied tokens, passwords that could not be checked.</summary>
internal sealed class AuthMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _reuses;
    private readonly Counter<long> _registered;

    public AuthMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("TodoApp.Auth");
        _signIns = _meter.CreateCounter<long>("todoapp.auth.sign_ins", "{sign_in}", "Passwords that were checked, by result.");
        _reuses = _meter.CreateCounter<long>("todoapp.auth.token_reuses", "{token}", "Refresh tokens that came back after their use.");
        _registered = _meter.CreateCounter<long>("todoapp.accounts.registered", "{account}", "Accounts that were made.");
    }

    public void SignedIn(Failure? failure) => _signIns.Add(1, new KeyValuePair<string, object?>("result", failure?.Code switch
    {
        null => "ok",
        ProblemCodes.InvalidCredentials => "wrong",
        ProblemCodes.AccountLocked => "locked",
        _ => "busy",
    }));

    public void TokenReused() => _reuses.Add(1);

    public void Registered() => _registered.Add(1);

    public void Dispose() => _meter.Dispose();
}
