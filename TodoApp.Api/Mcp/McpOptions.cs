using System.ComponentModel.DataAnnotations;

namespace TodoApp.Api.Mcp;

/// <summary>The section <c>Mcp</c> of the configuration.</summary>
internal sealed class McpOptions
{
    public const string Section = "Mcp";

    /// <summary>
    /// Where clients find the API, such as <c>https://todo.example.org</c>; what each request names as its host when left out.
    /// It is part of what RFC 9728 calls the resource, which has to be the same on every way to it.
    /// </summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>Sessions of one account on a replica; the one longest unused makes room for a new one.</summary>
    [Range(1, 1_000)]
    public int SessionsPerUser { get; set; } = 10;

    /// <summary>Sessions on a replica.</summary>
    [Range(1, 100_000)]
    public int Sessions { get; set; } = 1_000;

    /// <summary>How long a session lives without being used.</summary>
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>WebSockets of one account on a replica.</summary>
    [Range(1, 1_000)]
    public int SocketsPerUser { get; set; } = 10;
}
