using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Http.Idempotency;

/// <summary>
/// Answers a POST that carries an <c>Idempotency-Key</c> (IETF draft-ietf-httpapi-idempotency-key-header) once: the same
/// request with the same key gets the first answer again for 24 hours, on any replica. The key is inserted in the
/// transaction that does the work, so neither can be without the other, and a second request waits for the first.
/// Only successes are kept: a request that was refused has changed nothing and may be tried again.
/// </summary>
internal sealed class IdempotencyFilter(DatabaseScope database, TimeProvider time) : IEndpointFilter
{
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 255;
    private static readonly string[] s_kept = ["Content-Type", "ETag", "Location", "Turn-Id"];

    public static Failure NoKey { get; } = new(
        ProblemCodes.InvalidHeader, $"Idempotency-Key must be 1 to {LongestKey} printable ASCII characters.");

    public static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && !key.Any(c => c is < ' ' or > '~');

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers[Header] is not [{ } key])
            return await next(context);
        if (!IsKey(key))
            return Problems.Of(NoKey);

        var ct = http.RequestAborted;
        var owner = UserId.From(http.User);
        var row = new IdempotencyKey
        {
            OwnerId = owner.Value,
            Key = key,
            Fingerprint = await FingerprintAsync(http.Request, ct),
            CreatedAt = time.GetUtcNow(),
        };
        await using var transaction = await database.Context.Database.BeginTransactionAsync(ct);
        await database.Context.LockJournalAsync(owner, ct);
        return await ClaimAsync(row, ct)
            ? await AnswerAsync(context, next, row, transaction)
            : await RepeatAsync(http, row, ct);
    }

    private async Task<bool> ClaimAsync(IdempotencyKey row, CancellationToken ct) =>
        await database.Context.Database.ExecuteSqlAsync($"""
            INSERT INTO idempotency_keys (owner_id, key, fingerprint, created_at)
            VALUES ({row.OwnerId}, {row.Key}, {row.Fingerprint}, {row.CreatedAt}) ON CONFLICT DO NOTHING
            """, ct) == 1;

    private async Task<object?> AnswerAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, IdempotencyKey row, IDbContextTransaction transaction)
    {
        var http = context.HttpContext;
        var result = await next(context);
        var body = await RenderAsync(http, result);
        if (http.Response.StatusCode < StatusCodes.Status300MultipleChoices)
        {
            var headers = s_kept.Where(http.Response.Headers.ContainsKey).ToDictionary(h => h, h => http.Response.Headers[h].ToString());
            await database.Context.Set<IdempotencyKey>().Where(k => k.OwnerId == row.OwnerId && k.Key == row.Key).ExecuteUpdateAsync(
                k => k.SetProperty(x => x.Status, http.Response.StatusCode)
                    .SetProperty(x => x.Headers, JsonSerializer.Serialize(headers)).SetProperty(x => x.Body, body),
                http.RequestAborted);
            await transaction.CommitAsync(http.RequestAborted);
        }
        else
        {
            await transaction.RollbackAsync(http.RequestAborted);
        }

        await http.Response.Body.WriteAsync(body, http.RequestAborted);
        return TypedResults.Empty;
    }

    private async Task<object?> RepeatAsync(HttpContext http, IdempotencyKey row, CancellationToken ct)
    {
        var first = await database.Context.Set<IdempotencyKey>().AsNoTracking()
            .SingleAsync(k => k.OwnerId == row.OwnerId && k.Key == row.Key, ct);
        if (!first.Fingerprint.AsSpan().SequenceEqual(row.Fingerprint))
            return Problems.Of(new Failure(ProblemCodes.IdempotencyKeyReused, "This Idempotency-Key went with another request. Use a new one."));

        http.Response.StatusCode = first.Status!.Value;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(first.Headers!)!)
            http.Response.Headers[name] = value;
        http.Response.Headers["Idempotent-Replayed"] = "true";
        await http.Response.Body.WriteAsync(first.Body, ct);
        return TypedResults.Empty;
    }

    /// <summary>Writes a result into memory, so that it can be kept before it is sent.</summary>
    private static async Task<byte[]> RenderAsync(HttpContext http, object? result)
    {
        var original = http.Response.Body;
        using var memory = new MemoryStream();
        http.Response.Body = memory;
        try
        {
            await ((IResult)result!).ExecuteAsync(http);
        }
        finally
        {
            http.Response.Body = original;
        }

        return memory.ToArray();
    }

    private static async Task<byte[]> FingerprintAsync(HttpRequest request, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        request.Body.Position = 0;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
        return hash.GetHashAndReset();
    }
}
