using System.Security.Cryptography;
using TodoApp.Tests.Images.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images;

[Trait("Kind", "Images")]
[Collection(ImageTestGroup.Name)]
public sealed class ReproducibleTests : IDisposable
{
    private static readonly DirectoryInfo s_place = Directory.CreateTempSubdirectory("todoapp-reproducible-");

    /// <summary>Web, because the API's ahead-of-time compilation takes longer than its test is worth; it is made by the same settings.</summary>
    [Fact]
    public async Task The_same_source_gives_the_same_files_but_for_the_assembly_of_the_pages()
    {
        var (first, second) = (await PublishAsync(), await PublishAsync());

        // What Razor makes differs from build to build still; docs/operations/containers.md says so.
        Assert.Equal(2, first.RemoveAll(IsOfThePages));
        Assert.Equal(2, second.RemoveAll(IsOfThePages));
        Assert.Contains(first, static file => file.StartsWith("TodoApp.Contracts.dll ", StringComparison.Ordinal));
        Assert.Equal(first, second);
    }

    private static async Task<List<string>> PublishAsync()
    {
        // One place for both, as every build of an image has its own /source: Razor writes where a page stood into what it makes.
        var folder = new DirectoryInfo(Path.Combine(s_place.FullName, "source"));
        folder.Create();
        const string copy = """
            cd "$1" && git ls-files -z -- '*.props' '*.targets' .editorconfig global.json build TodoApp.Contracts TodoApp.ServiceDefaults TodoApp.Web \
              | xargs -0 cp --parents -t "$2" && cp -r TodoApp.Web/node_modules "$2/TodoApp.Web/" && { cp build/feed.props "$2/build/" || true; }
            """;
        (await Podman.RunAsync("bash", ["-c", copy, "copy", Repository.Root, folder.FullName])).Expect();
        var output = Path.Combine(folder.FullName, "out");
        (await Podman.RunAsync("dotnet",
            ["publish", Path.Combine(folder.FullName, "TodoApp.Web"), "-c", "Release", "-o", output, "--nologo", "-v", "quiet", "-p:NuGetAudit=false",
             "-p:SourceRevisionId=0123456789abcdef", "-nodeReuse:false"])).Expect();
        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(output, file)} {Hash(file)}").ToList();
        folder.Delete(recursive: true);
        return files;
    }

    private static bool IsOfThePages(string file) => file.Split(' ')[0] is "TodoApp.Web.dll" or "TodoApp.Web.pdb";

    public void Dispose() => s_place.Delete(recursive: true);

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
