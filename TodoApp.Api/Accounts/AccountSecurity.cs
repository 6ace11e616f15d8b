using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>What asks for the password again, because a stolen access token must not be enough for it.</summary>
internal sealed partial class AccountSecurity(
    DatabasePool db, PasswordSignIn passwords, PasswordHashing hashing, Sessions sessions, LiveCredentials live,
    ILogger<AccountSecurity> logger)
{
    public async Task<Outcome<Done>> ChangePasswordAsync(
        UserId owner, ChangePassword change, Guid? currentSession, CancellationToken ct)
    {
        var proof = await ProveAsync(owner, change.CurrentPassword, "currentPassword", ct);
        if (proof.Failure is { } failure)
            return failure;
        if (Passwords.Flaw(change.NewPassword, proof.Value.Email) is { } flaw)
            return Failure.Invalid("newPassword", flaw);
        if (!hashing.TryHash(change.NewPassword, ct, out var hashed))
            return AuthFailures.Busy;

        var (hash, stamp) = (await hashed, Guid.NewGuid().ToString());
        await db.ExecuteAsync($"UPDATE users SET password_hash = {hash}, security_stamp = {stamp} WHERE id = {owner.Value}", ct);
        await sessions.RevokeOthersAsync(owner, currentSession, ct);
        PasswordChanged(owner.Value);
        return default(Done);
    }

    /// <summary>The database erases everything that belongs to the account with it.</summary>
    public async Task<Outcome<Done>> EraseAsync(UserId owner, string password, CancellationToken ct)
    {
        var proof = await ProveAsync(owner, password, "password", ct);
        if (proof.Failure is { } failure)
            return failure;

        var open = await db.QueryAsync($"SELECT id FROM sessions WHERE user_id = {owner.Value}", row => row.GetGuid(0), ct);
        var tokens = await db.QueryAsync(
            $"SELECT hash FROM api_tokens WHERE user_id = {owner.Value}", row => row.GetFieldValue<byte[]>(0), ct);
        await db.ExecuteAsync($"DELETE FROM users WHERE id = {owner.Value}", ct);
        open.ForEach(live.ForgetSession);
        tokens.ForEach(live.ForgetApiToken);
        Erased(owner.Value);
        return default(Done);
    }

    /// <summary>
    /// A wrong password is the fault of one member here, not of the request's token: a 401 would make clients renew that.
    /// </summary>
    private async Task<Outcome<Profile>> ProveAsync(UserId owner, string password, string member, CancellationToken ct)
    {
        var proof = await passwords.CheckAsync(owner, password, ct);
        return proof.Failure is { Code: ProblemCodes.InvalidCredentials }
            ? Failure.Invalid(member, "This is not the account's password.")
            : proof;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{User} changed the password; other sessions were revoked")]
    private partial void PasswordChanged(Guid user);

    [LoggerMessage(Level = LogLevel.Information, Message = "{User} erased the account")]
    private partial void Erased(Guid user);
}
