using System.Xml.Linq;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Support;

/// <summary>What the product says of itself.</summary>
internal static class Product
{
    /// <summary>The version that everything is built as.</summary>
    public static string Version { get; } =
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
}
