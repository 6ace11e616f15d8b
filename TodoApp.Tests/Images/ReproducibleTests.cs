using System.Security.Cryptography;
using TodoApp.Tests.Images.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images;

[Trait("Kind", "Images")]
[Collection(ImageTestGroup.Name)]
public sealed class ReproducibleTests : IDisposable
{
    private static readonly DirectoryInfo s_place = Directory.CreateTempSubdirectory("todoapp-reproducible-");

    [Theory]
    [InlineData("TodoApp.Api")]
    [InlineData("TodoApp.Web")]
    public async Task The_same_source_gives_the_same_files_in_whatever_order_it_was_checked_out(string project)
    {
        var first = await PublishAsync(project, "sort -z");
        var second = await PublishAsync(project, "sort -rz");

        Assert.Contains(first, static file => file.StartsWith("TodoApp.Contracts.dll ", StringComparison.Ordinal));
        Assert.Equal(first, second);
    }

    private static async Task<List<string>> PublishAsync(string project, string order)
    {
        // One place for both, as every build of an image has its own /source: Razor writes where a page stood into what it makes.
        var folder = new DirectoryInfo(Path.Combine(s_place.FullName, "source"));
        folder.Create();
        var copy = $$"""
            cd "$1" && git ls-files -z -- '*.props' '*.targets' .editorconfig global.json build docs TodoApp.Contracts TodoApp.ServiceDefaults "$3" \
              | {{order}} | xargs -0 cp --parents -t "$2" && { cp build/feed.props "$2/build/" || true; } \
              && { [[ ! -e $3/package.json ]] || cp -r "$3/node_modules" "$2/$3/"; }
            """;
        (await Podman.RunAsync("bash", ["-c", copy, "copy", Repository.Root, folder.FullName, project])).Expect();
        var output = Path.Combine(folder.FullName, "out");
        (await Podman.RunAsync("dotnet",
            ["publish", Path.Combine(folder.FullName, project), "-c", "Release", "-o", output, "--nologo", "-v", "quiet", "-p:NuGetAudit=false",
             "-p:SourceRevisionId=0123456789abcdef", "-nodeReuse:false"])).Expect();
        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(output, file)} {Hash(file)}").ToList();
        folder.Delete(recursive: true);
        return files;
    }

    public void Dispose() => s_place.Delete(recursive: true);

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
