namespace TodoApp.Web.Backend;

/// <summary>What is wrong with the fields of a form, by the field's name in the contracts, whatever its letter case.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string> _byField = new(StringComparer.OrdinalIgnoreCase);

    public static FieldErrors None { get; } = new();

    public FieldErrors()
    {
    }

    public FieldErrors(IEnumerable<KeyValuePair<string, string[]>> errors)
    {
        foreach (var (field, messages) in errors)
            Add(field, string.Join(' ', messages));
    }

    /// <summary>What a problem says about fields; what it says about the whole, under no field's name.</summary>
    internal static FieldErrors Of(ApiProblem problem)
    {
        if (problem.Errors is { Any: true })
            return problem.Errors;

        var errors = new FieldErrors();
        if (problem.IsAboutInput)
            errors.Add("", problem.Detail ?? "This cannot be saved as it is.");

        return errors;
    }

    public bool Any => _byField.Count > 0;

    public IReadOnlyDictionary<string, string> All => _byField;

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? For(string field) => _byField.GetValueOrDefault(field);

    /// <summary>The same, with what is wrong with one field said at another.</summary>
    public FieldErrors At(string field, string other) =>
        new(_byField.Select(error => KeyValuePair.Create(
            string.Equals(error.Key, field, StringComparison.OrdinalIgnoreCase) ? other : error.Key, new[] { error.Value })));

    public void Add(string field, string message) => _byField.TryAdd(field, message);
}
