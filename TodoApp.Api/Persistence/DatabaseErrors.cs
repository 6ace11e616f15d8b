namespace TodoApp.Api.Persistence;

/// <summary>What our own database functions and constraints raise.</summary>
internal static class DatabaseErrors
{
    /// <summary>An account has as many of something as it can have.</summary>
    public const string TooMany = "TD001";

    /// <summary>The constraint that keeps a part from recurring on its own.</summary>
    public const string PartRecurs = "todos_parts_do_not_recur";
}
