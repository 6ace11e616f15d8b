using System.Text.Json;
using TodoApp.Tests.Images.Support;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Images;

[Trait("Kind", "Images")]
[Collection(ImageTestGroup.Name)]
public sealed class ImageContentTests
{
    private const long LargestLayer = 40L * 1024 * 1024;

    private static readonly string[] s_tools = ["sh", "bash", "dash", "busybox", "apt", "apt-get", "dpkg", "apk", "curl", "wget", "perl", "python3"];

    [Theory]
    [InlineData(BuiltImages.Api, "TodoApp API", "dotnet /app/TodoApp.Api.dll")]
    [InlineData(BuiltImages.Web, "TodoApp Web", "dotnet /app/TodoApp.Web.dll")]
    public async Task An_image_says_what_it_is_and_runs_as_nobody_in_particular(string image, string title, string entry)
    {
        var config = await ConfigAsync(image);

        Assert.Equal("1654", config.GetProperty("User").GetString());
        Assert.Equal(entry, Words(config.GetProperty("Entrypoint")));
        Assert.Equal($"CMD {entry} health", Words((await InspectAsync(image)).GetProperty("Healthcheck").GetProperty("Test")));
        Assert.Equal(["8080/tcp", "8081/tcp"], config.GetProperty("ExposedPorts").EnumerateObject().Select(static p => p.Name).Order());
        var labels = config.GetProperty("Labels").EnumerateObject().ToDictionary(static l => l.Name, static l => l.Value.GetString());
        Assert.Equal(
            (title, "0.1.0", BuiltImages.Revision, "https://example.org/todo", "NOASSERTION"),
            (Label("title"), Label("version"), Label("revision"), Label("source"), Label("licenses")));

        string? Label(string name) => labels.GetValueOrDefault($"org.opencontainers.image.{name}");
    }

    [Theory]
    [InlineData(BuiltImages.Api)]
    [InlineData(BuiltImages.Web)]
    public async Task Production_is_what_an_image_runs_as_and_no_secret_is_in_its_environment(string image)
    {
        var variables = (await ConfigAsync(image)).GetProperty("Env").EnumerateArray().Select(static e => e.GetString()!).ToList();

        Assert.Contains("DOTNET_EnableDiagnostics=0", variables);
        Assert.Contains("HTTP_PORTS=8080", variables);
        Assert.Contains("Drain__Seconds=2", variables);
        Assert.Contains("Management__Port=8081", variables);
        Assert.DoesNotContain(variables, static v => v.StartsWith("ASPNETCORE_ENVIRONMENT=", StringComparison.Ordinal));
        Assert.DoesNotContain(variables, static v => v.Contains("password", StringComparison.OrdinalIgnoreCase)
            || v.Contains("key", StringComparison.OrdinalIgnoreCase) || v.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(BuiltImages.Api)]
    [InlineData(BuiltImages.Web)]
    public async Task An_image_has_no_shell_no_package_manager_and_nothing_that_gives_more_rights(string image)
    {
        await using var files = await ImageFiles.MountAsync(image);

        var programs = files.All().Where(static f => s_tools.Contains(f.Name)).Select(static f => f.FullName);
        var raised = files.All().Where(static f => (f.UnixFileMode & (UnixFileMode.SetUser | UnixFileMode.SetGroup)) != 0);

        Assert.Contains(files.All(), static f => f.Name == "dotnet");
        Assert.Empty(programs);
        Assert.Empty(raised.Select(static f => f.FullName));
    }

    [Theory]
    [InlineData(BuiltImages.Api, "TodoApp.Api.dll")]
    [InlineData(BuiltImages.Web, "TodoApp.Web.dll")]
    public async Task What_the_application_adds_is_small_and_can_be_changed_by_nobody(string image, string assembly)
    {
        await using var mounted = await ImageFiles.MountAsync(image);
        var files = mounted.All("app").ToList();
        var size = files.Sum(static f => f.Length);
        TestContext.Current.TestOutputHelper?.WriteLine($"{image}: {size / 1024d / 1024:0.0} MiB in {files.Count} files");

        Assert.Contains(files, f => f.Name == assembly);
        Assert.InRange(size, 1, LargestLayer);
        Assert.DoesNotContain(files, static f => (f.UnixFileMode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0);
        Assert.DoesNotContain(files, static f => f.Name is "launchSettings.json" or "appsettings.Development.json" || f.Extension is ".key" or ".pem" or ".cs");
    }

    [Theory]
    [InlineData(BuiltImages.Api, "Npgsql")]
    [InlineData(BuiltImages.Web, "Markdig")]
    public async Task A_scanner_finds_what_an_image_is_made_of_and_no_secret_in_it(string image, string package)
    {
        var archive = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.tar");
        await Podman.DoAsync("save", "--format", "docker-archive", "--output", archive, image);

        var bill = await Tool.RunAsync("trivy", "image", "--quiet", "--offline-scan", "--input", archive, "--format", "cyclonedx");
        var secrets = await Tool.RunAsync(
            "trivy", "image", "--quiet", "--offline-scan", "--skip-db-update", "--input", archive, "--scanners", "secret", "--format", "json");
        File.Delete(archive);

        using var components = JsonDocument.Parse(bill.Expect());
        var names = components.RootElement.GetProperty("components").EnumerateArray().Select(static c => c.GetProperty("name").GetString()).ToList();
        Assert.Contains(package, names);
        Assert.DoesNotContain("\"Secrets\"", secrets.Expect(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ConfigAsync(string image) => (await InspectAsync(image)).GetProperty("Config");

    private static async Task<JsonElement> InspectAsync(string image)
    {
        using var document = JsonDocument.Parse(await Podman.DoAsync("inspect", "--type", "image", image));
        return document.RootElement[0].Clone();
    }

    private static string Words(JsonElement list) => string.Join(' ', list.EnumerateArray().Select(static w => w.GetString()));
}
