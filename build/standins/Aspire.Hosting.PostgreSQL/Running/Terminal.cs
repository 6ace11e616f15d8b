using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>What the developer sees: every line with the name of the resource it is from.</summary>
internal sealed class Terminal(IResourceCollection resources)
{
    private static readonly string[] Colours = ["36", "32", "35", "34", "33", "96", "92", "95"];

    private readonly bool _coloured = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    private readonly Lock _writing = new();
    private readonly int _width = resources.Where(static resource => resource is IComputeResource)
        .Select(static resource => resource.Name.Length).Append("apphost".Length).Max();

    /// <summary>A line that a resource wrote.</summary>
    public void Line(string name, string text)
    {
        var colour = Colours[resources.TakeWhile(resource => resource.Name != name).Count() % Colours.Length];
        Write(Paint(name.PadRight(_width) + " |", colour) + ' ' + text);
    }

    /// <summary>Something the AppHost has to say.</summary>
    public void Say(string text) => Write(Paint("apphost".PadRight(_width) + " |", "90") + ' ' + text);

    /// <summary>Something the AppHost has to say that needs the developer.</summary>
    public void Complain(string text) => Write(Paint("apphost".PadRight(_width) + " | " + text, "91"));

    /// <summary>A line of its own.</summary>
    public void Announce(string text) => Write(Paint(text, "1"));

    private string Paint(string text, string colour) => _coloured ? $"\u001b[{colour}m{text}\u001b[0m" : text;

    private void Write(string line)
    {
        lock (_writing)
            Console.Out.WriteLine(line);
    }
}
