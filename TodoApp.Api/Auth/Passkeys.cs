using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TodoApp.Api.Accounts;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Passkeys (WebAuthn Level 3), checked by ASP.NET Core Identity.</summary>
internal sealed partial class Passkeys(
    UserManager<User> users, IPasskeyHandler<User> handler, PasskeyStates states, ILogger<Passkeys> logger)
{
    private const string Creation = "passkey-creation";
    private const string SigningIn = "passkey-sign-in";

    private static readonly string[] s_transports = ["ble", "hybrid", "internal", "nfc", "smart-card", "usb"];

    public async Task<Outcome<IReadOnlyList<PasskeyItem>>> ListAsync(UserId owner) =>
        await FindAsync(owner) is { } user
            ? new List<PasskeyItem>((await users.GetPasskeysAsync(user)).OrderBy(p => p.CreatedAt).Select(Item))
            : Failure.NotFound("account");

    /// <summary>Offers to make a passkey.</summary>
    public async Task<Outcome<PasskeyOptions>> OfferCreationAsync(UserId owner, HttpContext http)
    {
        if (await FindAsync(owner) is not { } user)
            return Failure.NotFound("account");
        if ((await users.GetPasskeysAsync(user)).Count >= Limits.Passkeys)
            return TooMany;

        var entity = new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.DisplayName };
        var offer = await handler.MakeCreationOptionsAsync(entity, http);
        return Options(offer.CreationOptionsJson, states.Seal(Creation, user.Id, offer.AttestationState!));
    }

    /// <summary>Adds the passkey that the browser made.</summary>
    public async Task<Outcome<PasskeyItem>> CreateAsync(UserId owner, CreatePasskey request, HttpContext http)
    {
        if (await FindAsync(owner) is not { } user)
            return Failure.NotFound("account");
        if ((await users.GetPasskeysAsync(user)).Count >= Limits.Passkeys)
            return TooMany;
        if (Text(request.Credential) is not { } credential || states.Open(Creation, owner.Value, request.State) is not { } state)
            return Unverified;

        var result = await handler.PerformAttestationAsync(
            new() { HttpContext = http, CredentialJson = credential, AttestationState = state });
        if (!result.Succeeded || result.UserEntity.Id != user.Id.ToString())
            return Refuse(result.Failure, Unverified);

        var passkey = WhatIsNeeded(result.Passkey, request.Name.Trim());
        return await SaveAsync(user, passkey) ? Item(passkey) : Unverified;
    }

    public async Task<Outcome<Done>> RemoveAsync(UserId owner, string id)
    {
        if (CompactJws.Decode(id) is not { } credential || await FindAsync(owner) is not { } user
            || await users.GetPasskeyAsync(user, credential) is null)
            return Failure.NotFound("passkey");

        await users.RemovePasskeyAsync(user, credential);
        return default(Done);
    }

    /// <summary>Offers to sign in. It is the same for everybody, so it tells nothing about who has an account.</summary>
    public async Task<PasskeyOptions> OfferSignInAsync(HttpContext http)
    {
        var offer = await handler.MakeRequestOptionsAsync(user: null!, http);
        return Options(offer.RequestOptionsJson, states.Seal(SigningIn, subject: null, offer.AssertionState!));
    }

    /// <summary>Who it is that the passkey belongs to.</summary>
    public async Task<Outcome<Profile>> SignInAsync(PasskeyLoginRequest request, HttpContext http)
    {
        if (Text(request.Credential) is not { } credential || states.Open(SigningIn, subject: null, request.State) is not { } state)
            return AuthFailures.InvalidPasskey;

        var result = await handler.PerformAssertionAsync(
            new() { HttpContext = http, CredentialJson = credential, AssertionState = state });
        if (!result.Succeeded)
            return Refuse(result.Failure, AuthFailures.InvalidPasskey);

        return await SaveAsync(result.User, result.Passkey) ? Profiles.Of(result.User) : AuthFailures.InvalidPasskey;
    }

    private static Failure Unverified { get; } = Failure.Invalid("credential", "The passkey could not be verified. Try again.");

    private static Failure TooMany { get; } =
        new(ProblemCodes.TooMany, $"An account has at most {Limits.Passkeys} passkeys. Remove some first.");

    private Task<User?> FindAsync(UserId owner) => users.FindByIdAsync(owner.Value.ToString());

    /// <summary>False when somebody else wrote at the same moment; the authenticator can simply be asked again.</summary>
    private async Task<bool> SaveAsync(User user, UserPasskeyInfo passkey)
    {
        try
        {
            return (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return false;
        }
    }

    /// <summary>Identity turns every exception into a failure, also that the database is away.</summary>
    private Failure Refuse(PasskeyException? reason, Failure failure)
    {
        for (Exception? e = reason; e is not null; e = e.InnerException)
        {
            if (e is DbException)
                throw new InvalidOperationException("The passkey could not be looked up.", e);
        }

        Refused(reason?.Message ?? "It belongs to another user.");
        return failure;
    }

    /// <summary>Attestation is not asked for, so what an authenticator says about itself is not kept either.</summary>
    private static UserPasskeyInfo WhatIsNeeded(UserPasskeyInfo made, string name) =>
        new(made.CredentialId, made.PublicKey, made.CreatedAt.ToDatabaseTime(), made.SignCount, made.Transports?.Intersect(s_transports).ToArray(),
            made.IsUserVerified, made.IsBackupEligible, made.IsBackedUp, attestationObject: [], clientDataJson: [])
        {
            Name = name,
        };

    private static string? Text(JsonElement credential) =>
        credential.ValueKind is JsonValueKind.Object && credential.GetRawText() is { Length: <= Limits.PasskeyCredential } text
            ? text
            : null;

    private static PasskeyOptions Options(string json, string state) => new(JsonElement.Parse(json), state);

    private static PasskeyItem Item(UserPasskeyInfo passkey) =>
        new(Base64Url.EncodeToString(passkey.CredentialId),
            passkey.Name ?? passkey.CreatedAt.ToString("d", CultureInfo.InvariantCulture), passkey.CreatedAt, passkey.IsBackedUp);

    [LoggerMessage(Level = LogLevel.Information, Message = "A passkey was refused: {Reason}")]
    private partial void Refused(string reason);
}
