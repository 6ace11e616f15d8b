using System.Xml.Linq;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images.Support;

/// <summary>
/// The images, built from the Dockerfiles as they are: on the official bases where they are here, else on stand-ins of the same
/// names. Layers are kept between runs, so only what changed is built.
/// </summary>
public sealed class BuiltImages : IAsyncLifetime
{
    public const string Api = "localhost/todo/api:test";
    public const string Web = "localhost/todo/web:test";
    public const string Space = "localhost/todo/space:test";
    public const string Postgres = "docker.io/library/postgres:17.6";

    /// <summary>What the images are told to be; labels say it.</summary>
    public const string Revision = "0123456789abcdef";

    private const string Authorities = "/etc/ssl/certs/ca-certificates.crt";

    public async ValueTask InitializeAsync()
    {
        var standIns = Path.Combine(Repository.Root, "build", "images", "stand-ins.sh");
        (await Podman.RunAsync(standIns, ["sdk", "aspnet", "postgres"])).Expect();
        await BuildAsync(Api, "TodoApp.Api/Dockerfile", ".");
        await BuildAsync(Web, "TodoApp.Web/Dockerfile", ".");
        await BuildAsync(Space, "manifests/huggingface/Dockerfile", "manifests/huggingface");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task BuildAsync(string tag, string file, string context)
    {
        string[] arguments = file.StartsWith("TodoApp", StringComparison.Ordinal)
            ? ["--volume", $"{PackageFolder}:/root/.nuget/packages", .. Trust, "--build-arg", $"UseStandIns={UseStandIns}",
               "--build-arg", "VERSION=0.1.0", "--build-arg", $"REVISION={Revision}", "--build-arg", "SOURCE=https://example.org/todo"]
            : ["--build-arg", $"API_IMAGE={Api}", "--build-arg", $"WEB_IMAGE={Web}"];

        (await Podman.RunAsync(
            "podman", ["build", "--isolation=chroot", "--pull=never", "--format=docker", "--tag", tag, "--file", file, .. arguments, context]))
            .Expect();
    }

    /// <summary>What it has not is fetched the way this machine does it, which may lead through a proxy that only it trusts.</summary>
    private static string[] Trust => File.Exists(Authorities) ? ["--volume", $"{Authorities}:{Authorities}:ro"] : [];

    /// <summary>What this machine has restored before is not fetched again.</summary>
    private static string PackageFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string UseStandIns
    {
        get
        {
            var answer = Path.Combine(Repository.Root, "build", "feed.props");
            return File.Exists(answer) ? XDocument.Load(answer).Descendants("UseStandIns").First().Value : "false";
        }
    }
}

/// <summary>One after the other: they measure, and two cores are soon busy.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ImageTestGroup : ICollectionFixture<BuiltImages>
{
    public const string Name = "Images";
}
