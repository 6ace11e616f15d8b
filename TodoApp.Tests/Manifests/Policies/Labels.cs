namespace TodoApp.Tests.Manifests.Policies;

/// <summary>Which labels a selector means.</summary>
internal static class Labels
{
    public static bool Match(Node selector, IReadOnlyDictionary<string, string> labels) =>
        selector["matchLabels"].Entries.All(wanted => labels.GetValueOrDefault(wanted.Key) == wanted.Value.Text)
        && selector["matchExpressions"].Items.All(expression => Match(expression, labels.GetValueOrDefault(expression["key"].Text ?? "")));

    private static bool Match(Node expression, string? value)
    {
        var values = expression["values"].Items.Select(static item => item.Text);

        return expression["operator"].Text switch
        {
            "In" => values.Contains(value),
            "NotIn" => !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            var other => throw new InvalidOperationException($"No selector has the operator {other}."),
        };
    }
}
