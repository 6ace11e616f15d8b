using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TodoApp.Api.Auth;

namespace TodoApp.Api.Mcp.Consents;

/// <summary>What a consent is for: exactly this call, by this account, from there.</summary>
/// <param name="Owner">Whose data it changes.</param>
/// <param name="Channel">Where it was asked.</param>
/// <param name="Tool">What is called.</param>
/// <param name="Arguments">SHA-256 of the arguments in their canonical form.</param>
internal sealed record ConsentSubject(UserId Owner, string Channel, string Tool, byte[] Arguments)
{
    public static ConsentSubject Of(UserId owner, string channel, string tool, IEnumerable<KeyValuePair<string, JsonElement>> arguments) =>
        new(owner, channel, tool, SHA256.HashData(Canonical(arguments)));

    /// <summary>What is signed: every part that the consent is bound to, none of which has a line break.</summary>
    public byte[] Signed(Guid id, long expires) => Encoding.UTF8.GetBytes(
        $"todoapp consent 1\n{id}\n{expires}\n{Owner.Value}\n{Channel}\n{Tool}\n{Convert.ToHexString(Arguments)}");

    /// <summary>The same arguments give the same bytes, in whatever order their members come.</summary>
    private static byte[] Canonical(IEnumerable<KeyValuePair<string, JsonElement>> arguments)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            WriteObject(json, arguments);
        return bytes.ToArray();
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            WriteObject(json, value.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, m.Value)));
        }
        else if (value.ValueKind is JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                Write(json, item);
            json.WriteEndArray();
        }
        else
        {
            value.WriteTo(json);
        }
    }
}
