namespace TodoApp.Api.Http.Idempotency;

/// <summary>A row of <c>idempotency_keys</c>: the first answer to a request, to be given again.</summary>
internal sealed class IdempotencyKey
{
    public required Guid OwnerId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body: the same key with another request is a mistake of the caller's.</summary>
    public required byte[] Fingerprint { get; init; }

    public int? Status { get; set; }

    /// <summary>The headers that belong to the answer, as a JSON object.</summary>
    public string? Headers { get; set; }

    public byte[]? Body { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}
