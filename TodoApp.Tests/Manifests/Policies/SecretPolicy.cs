using System.Text.RegularExpressions;

namespace TodoApp.Tests.Manifests.Policies;

/// <summary>No secret stands anywhere but in a Secret, and what refers to one finds it.</summary>
internal static partial class SecretPolicy
{
    /// <summary>A line for each flaw.</summary>
    public static IEnumerable<string> Check(IReadOnlyCollection<KubernetesObject> objects) =>
        objects.SelectMany(static item => item.AllContainers.SelectMany(Container).Select(flaw => $"{item.Title}: {flaw}"))
            .Concat(objects.Where(static item => item.Kind == "ConfigMap").SelectMany(static map => map.Root["data"].Entries
                .Where(static entry => IsSecret(entry.Key, entry.Value.Text ?? ""))
                .Select(entry => $"{map.Title}: {entry.Key} may be a secret")));

    private static IEnumerable<string> Container(Node container)
    {
        var known = new HashSet<string>();
        foreach (var variable in container["env"].Items)
        {
            var (name, value) = (variable["name"].Text!, variable["value"].Text ?? "");
            if (IsSecret(name, value))
                yield return $"{name} may be a secret, and stands there for all to read";
            foreach (var missing in Reference().Matches(value).Select(static match => match.Groups[1].Value).Where(other => !known.Contains(other)))
                yield return $"{name} refers to {missing}, which is not defined before it";
            if (!known.Add(name))
                yield return $"{name} is there twice";
        }

        foreach (var argument in container["args"].Items.Concat(container["command"].Items).Where(static item => IsSecret("", item.Text ?? "")))
            yield return $"the argument {argument.Text![..20]}… may be a secret";
    }

    private static bool IsSecret(string name, string value) =>
        SecretName().IsMatch(name) && Reference().Replace(value, "").Length > 0 || SecretValue().IsMatch(value);

    [GeneratedRegex(@"\$\(([A-Za-z_][A-Za-z0-9_]*)\)")]
    private static partial Regex Reference();

    // Not passkeys, which are no secret to whoever configures them.
    [GeneratedRegex("password|secret|token$|api_?key|signing_?key|credential", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(password|pwd)=(?!\$\()[^;\s]|PRIVATE KEY-----|://[^/\s:@]+:(?!\$\()[^/\s@]+@|\bsk-[A-Za-z0-9]{16}", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();
}
