namespace TodoApp.Web.Todos;

/// <summary>The orders a list of todos can be looked at in.</summary>
internal static class TodoSort
{
    public const string Default = "position";

    public static IReadOnlyList<(string Value, string Label)> Choices { get; } =
    [
        (Default, "My order"), ("due", "Due day"), ("-priority", "Priority"), ("title", "Title"), ("-created", "Newest first"),
    ];

    /// <summary>A sort from an address, or the usual one when there is no such sort.</summary>
    public static string OrDefault(string? asked) => Choices.Any(choice => choice.Value == asked) ? asked! : Default;
}
