using Microsoft.AspNetCore.Identity;

namespace TodoApp.Api.Auth;

/// <summary>An account. ASP.NET Core Identity keeps its credentials; the rest is the person's profile.</summary>
internal sealed class User : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>IANA zone that decides what "today" is.</summary>
    public required string TimeZone { get; set; }

    /// <summary>BCP 47 language tag.</summary>
    public required string Locale { get; set; }

    /// <summary>The list that todos without one of their own belong to.</summary>
    public required Guid InboxId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
