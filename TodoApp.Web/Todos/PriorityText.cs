using TodoApp.Contracts;

namespace TodoApp.Web.Todos;

/// <summary>Priorities as forms send them and people read them.</summary>
internal static class PriorityText
{
    public static IReadOnlyList<Priority> HighestFirst { get; } = [Priority.High, Priority.Medium, Priority.Low, Priority.None];

    public static string Value(Priority priority) => priority switch
    {
        Priority.High => "high",
        Priority.Medium => "medium",
        Priority.Low => "low",
        _ => "none",
    };

    public static string Label(Priority priority) => priority switch
    {
        Priority.High => "High",
        Priority.Medium => "Medium",
        Priority.Low => "Low",
        _ => "No priority",
    };

    public static Priority Parse(string? value) => HighestFirst.FirstOrDefault(p => Value(p) == value, Priority.None);
}
