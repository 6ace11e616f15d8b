namespace TodoApp.Api.Persistence;

/// <summary>SQLSTATEs that our own database functions raise.</summary>
internal static class DatabaseErrors
{
    /// <summary>An account has as many of something as it can have.</summary>
    public const string TooMany = "TD001";
}
