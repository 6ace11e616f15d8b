using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TodoApp.Tests.Api;

/// <summary>An authenticator in software, with a browser around it: ES256, no attestation (WebAuthn Level 3).</summary>
internal sealed class AccountsAuthenticator : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _userHandle = "";
    private uint _counter;

    /// <summary>The origin that the browser reports.</summary>
    public string Origin { get; set; } = "https://localhost";

    /// <summary>The domain that the authenticator believes it is used on.</summary>
    public string Domain { get; set; } = "localhost";

    /// <summary>Whether the person proved to be who they are.</summary>
    public bool Verifies { get; set; } = true;

    public JsonArray Transports { get; set; } = ["internal"];

    public void Dispose() => _key.Dispose();

    /// <summary><c>navigator.credentials.create()</c>.</summary>
    public JsonElement Create(JsonElement options)
    {
        _userHandle = options.GetProperty("user").GetProperty("id").GetString()!;
        var authenticatorData = AuthenticatorData(HasCredential, [.. new byte[16], 0, (byte)_id.Length, .. _id, .. CoseKey()]);
        return Credential(new()
        {
            ["clientDataJSON"] = Encode(ClientData("webauthn.create", options)),
            ["attestationObject"] = Encode([
                0xA3, .. CborText("fmt"), .. CborText("none"), .. CborText("attStmt"), 0xA0, .. CborText("authData"),
                0x58, (byte)authenticatorData.Length, .. authenticatorData]),
            ["transports"] = Transports.DeepClone(),
        });
    }

    /// <summary><c>navigator.credentials.get()</c>.</summary>
    public JsonElement Get(JsonElement options)
    {
        _counter++;
        var (data, client) = (AuthenticatorData(0, []), ClientData("webauthn.get", options));
        return Credential(new()
        {
            ["clientDataJSON"] = Encode(client),
            ["authenticatorData"] = Encode(data),
            ["signature"] = Encode(_key.SignData(
                [.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = _userHandle,
        });
    }

    private JsonElement Credential(JsonObject response) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["id"] = Encode(_id),
        ["rawId"] = Encode(_id),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
        ["authenticatorAttachment"] = "platform",
    });

    private byte[] ClientData(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = options.GetProperty("challenge").GetString(),
        origin = Origin,
        crossOrigin = false,
    });

    private byte[] AuthenticatorData(byte flags, byte[] credential)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, _counter);
        return
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)),
            (byte)(flags | UserPresent | (Verifies ? UserVerified : 0)),
            .. counter,
            .. credential,
        ];
    }

    /// <summary>RFC 9052: an elliptic-curve key (1: 2) for ES256 (3: -7) on P-256 (-1: 1).</summary>
    private byte[] CoseKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    private static byte[] CborText(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
