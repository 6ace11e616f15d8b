using System.Text.Json;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Dialogue;

/// <summary>Todos in what a tool gave, whatever their place in it, also where the end of it was cut off.</summary>
internal static class TodoPages
{
    private const int MostText = 200_000;

    /// <summary>Every whole todo of a result, in order.</summary>
    public static IReadOnlyList<TodoItem> Items(string json)
    {
        if (json.Length > MostText || json.AsSpan().TrimStart() is not ['{', ..])
            return [];

        var items = new List<TodoItem>();
        var utf8 = System.Text.Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not JsonTokenType.StartObject)
                    continue;
                var whole = reader;
                if (!whole.TrySkip())
                    continue;
                var span = utf8.AsSpan((int)reader.TokenStartIndex, (int)(whole.BytesConsumed - reader.TokenStartIndex));
                if (Read(span) is not { } item)
                    continue;
                items.Add(item);
                reader = whole;
            }
        }
        catch (JsonException)
        {
            return items;
        }

        return items;
    }

    /// <summary>Where the next page starts, if the result says so.</summary>
    public static string? Cursor(string json)
    {
        try
        {
            using var page = JsonDocument.Parse(json);
            return page.RootElement.TryGetProperty("nextCursor", out var cursor) && cursor.ValueKind is JsonValueKind.String ? cursor.GetString() : null;
        }
        catch (Exception flaw) when (flaw is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a page lacks its end.</summary>
    public static bool IsCut(string json)
    {
        try
        {
            using var page = JsonDocument.Parse(json);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static TodoItem? Read(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\"title\""u8) < 0 || json.IndexOf("\"listId\""u8) < 0)
            return null;

        try
        {
            return JsonSerializer.Deserialize<TodoItem>(json, ContractJson.Options) is { Title.Length: > 0 } item && item.Id != Guid.Empty ? item : null;
        }
        catch (Exception flaw) when (flaw is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }
}
