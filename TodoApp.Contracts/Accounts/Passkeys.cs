using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace TodoApp.Contracts;

/// <summary>What a browser needs to use a passkey, and what it has to give back with the result.</summary>
/// <param name="Options">
/// For <c>PublicKeyCredential.parseCreationOptionsFromJSON</c> or <c>parseRequestOptionsFromJSON</c> (WebAuthn Level 3).
/// </param>
/// <param name="State">Opaque, good once and for five minutes.</param>
public sealed record PasskeyOptions(JsonElement Options, string State);

/// <summary>Adds the passkey that a browser has made.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="State">The state that came with the options.</param>
/// <param name="Credential">What <c>navigator.credentials.create()</c> gave, as its <c>toJSON()</c>.</param>
public sealed record CreatePasskey(
    [property: Required, StringLength(Limits.DisplayName), PlainText] string Name,
    [property: Required, StringLength(Limits.PasskeyState)] string State,
    JsonElement Credential);

/// <summary>Signs in with a passkey.</summary>
/// <param name="State">The state that came with the options.</param>
/// <param name="Credential">What <c>navigator.credentials.get()</c> gave, as its <c>toJSON()</c>.</param>
/// <param name="Client">How the caller keeps its refresh token.</param>
/// <param name="Device">What to call this session in the list of sessions.</param>
public sealed record PasskeyLoginRequest(
    [property: Required, StringLength(Limits.PasskeyState)] string State,
    JsonElement Credential,
    ClientKind Client = ClientKind.App,
    [property: StringLength(Limits.DisplayName), PlainText] string? Device = null);

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">The credential id in base64url, for removing it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="BackedUp">Whether it is synchronised, so that losing a device does not lose it.</param>
public sealed record PasskeyItem(string Id, string Name, DateTimeOffset CreatedAt, bool BackedUp);
