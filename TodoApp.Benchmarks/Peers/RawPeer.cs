using System.Data;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using NpgsqlTypes;
using TodoApp.Api.Auth;
using TodoApp.Benchmarks.Stage;
using TodoApp.Contracts;

namespace TodoApp.Benchmarks.Peers;

/// <summary>
/// The same routes as somebody would write them who wants nothing but speed: minimal API, Npgsql, prepared statements,
/// source-generated JSON. No validation, journal, events, problems, telemetry or limits.
/// </summary>
internal static class RawPeer
{
    private const string Columns =
        "id, list_id, parent_id, title, notes, completed_at, priority, tags, due_on, due_at, time_zone, position, created_at, updated_at, deleted_at, xmin, recurrence, recurrence_from";

    private static readonly PasswordHasher<User> s_hasher = Seed.Hasher();

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, PeerJson.Default));
        await using var data = NpgsqlDataSource.Create(
            builder.Configuration.GetConnectionString("tododb") + ";Max Auto Prepare=100;Auto Prepare Min Usages=2;No Reset On Close=true;Maximum Pool Size=16");
        builder.Services.AddSingleton(data);
        var tokens = PeerTokens.FromEnvironment();
        builder.Services.AddSingleton(tokens);

        var app = builder.Build();
        app.UseRouting();
        app.Use(tokens.CheckAsync);
        app.MapGet("/api/v1/{user}/todos", ListAsync);
        app.MapGet("/api/v1/{user}/todos/{id}", GetAsync);
        app.MapPost("/api/v1/{user}/todos", CreateAsync);
        app.MapPatch("/api/v1/{user}/todos/{id}/complete", ToggleAsync);
        app.MapPost("/api/v1/users/login", LoginAsync);
        await app.RunAsync();
    }

    private static async Task<TodoItem[]> ListAsync(Guid user, int limit, string? q, NpgsqlDataSource data, CancellationToken ct)
    {
        var sql = $"SELECT {Columns} FROM todos WHERE owner_id = $1 AND deleted_at IS NULL AND completed_at IS NULL ORDER BY position, id LIMIT $2";
        await using var command = data.CreateCommand(q is null ? sql : sql.Replace("ORDER", "AND (title ILIKE $3 OR notes ILIKE $3) ORDER", StringComparison.Ordinal));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        if (q is not null)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"%{q}%" });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<TodoItem>(limit);
        while (await reader.ReadAsync(ct))
            rows.Add(Read(reader));
        return [.. rows];
    }

    private static async Task<IResult> GetAsync(Guid user, Guid id, NpgsqlDataSource data, CancellationToken ct)
    {
        await using var command = data.CreateCommand($"SELECT {Columns} FROM todos WHERE id = $1 AND owner_id = $2");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        return await OneAsync(command, StatusCodes.Status200OK, ct);
    }

    private static async Task<IResult> CreateAsync(Guid user, PeerTodo todo, NpgsqlDataSource data, CancellationToken ct)
    {
        await using var command = data.CreateCommand($"""
            INSERT INTO todos (id, owner_id, list_id, title, priority, tags, position, created_at, updated_at, actor, turn)
            SELECT $1, id, inbox_id, $2, 0, '{"{}"}', 'V', $3, $3, 'user', $1 FROM users WHERE id = $4 RETURNING {Columns.Replace("xmin", "todos.xmin", StringComparison.Ordinal)}
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = todo.Title });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = DateTime.UtcNow, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        return await OneAsync(command, StatusCodes.Status201Created, ct);
    }

    private static async Task<IResult> ToggleAsync(Guid user, Guid id, NpgsqlDataSource data, CancellationToken ct)
    {
        await using var command = data.CreateCommand($"""
            UPDATE todos SET completed_at = CASE WHEN completed_at IS NULL THEN $1 END, updated_at = $1
            WHERE id = $2 AND owner_id = $3 AND deleted_at IS NULL RETURNING {Columns}
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = DateTime.UtcNow, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        return await OneAsync(command, StatusCodes.Status200OK, ct);
    }

    /// <summary>Hashes where the request runs, as most do.</summary>
    private static async Task<IResult> LoginAsync(PeerLogin login, NpgsqlDataSource data, PeerTokens tokens, CancellationToken ct)
    {
        await using var command = data.CreateCommand("SELECT id, password_hash FROM users WHERE normalized_email = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = login.Email.ToUpperInvariant() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            && s_hasher.VerifyHashedPassword(null!, reader.GetString(1), login.Password) is PasswordVerificationResult.Success
                ? Results.Text(tokens.Issue(reader.GetGuid(0)))
                : Results.Unauthorized();
    }

    private static async Task<IResult> OneAsync(NpgsqlCommand command, int status, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        return await reader.ReadAsync(ct) ? Results.Json(Read(reader), PeerJson.Default.TodoItem, statusCode: status) : Results.NotFound();
    }

    private static TodoItem Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), Value<Guid>(row, 2), row.GetString(3), Text(row, 4), !row.IsDBNull(5),
        Value<DateTimeOffset>(row, 5), (Priority)row.GetInt16(6), row.GetFieldValue<string[]>(7), Value<DateOnly>(row, 8),
        Value<TimeOnly>(row, 9), Text(row, 10), row.GetString(11), row.GetFieldValue<DateTimeOffset>(12),
        row.GetFieldValue<DateTimeOffset>(13), Value<DateTimeOffset>(row, 14),
        row.GetFieldValue<uint>(15).ToString(System.Globalization.CultureInfo.InvariantCulture), Text(row, 16), (RecurrenceFrom)row.GetInt16(17));

    private static T? Value<T>(NpgsqlDataReader row, int column) where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>What a peer is asked to make.</summary>
internal sealed record PeerTodo(string Title);

/// <summary>What a peer is asked to sign in.</summary>
internal sealed record PeerLogin(string Email, string Password);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TodoItem))]
[JsonSerializable(typeof(TodoItem[]))]
[JsonSerializable(typeof(PeerTodo))]
[JsonSerializable(typeof(PeerLogin))]
internal sealed partial class PeerJson : JsonSerializerContext;
