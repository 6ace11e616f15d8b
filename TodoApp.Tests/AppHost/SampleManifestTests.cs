using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.AppHost;

/// <summary>The manifest is Aspire's, byte for byte: manifest.sample.json is what the real packages wrote for this model.</summary>
[Trait("Kind", "AppHost")]
public sealed class SampleManifestTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "todoapp-manifest-sample");

    public SampleManifestTests()
    {
        AddProject("TodoApp.Migrate", isWeb: false);
        AddProject("TodoApp.Api", isWeb: true);
        AddProject("TodoApp.Web", isWeb: true);
    }

    [Fact]
    public async Task A_model_like_ours_gives_the_bytes_that_Aspire_itself_gives()
    {
        var path = Path.Combine(Folder, "out", "aspire-manifest.json");
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--publisher", "manifest", "--output-path", path],
            DisableDashboard = true,
        });
        AddSampleModel(builder);

        await using (var app = builder.Build())
            await app.RunAsync(TestContext.Current.CancellationToken);

        var expected = await File.ReadAllBytesAsync(
            Path.Combine(Repository.Root, "TodoApp.Tests", "AppHost", "manifest.sample.json"), TestContext.Current.CancellationToken);
        Assert.Equal(expected, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void AddSampleModel(IDistributedApplicationBuilder builder)
    {
        var password = builder.AddParameter("postgres-password", secret: true);
        var signingKey = builder.AddParameter("jwt-signing-key", secret: true);
        var openAiKey = builder.AddParameter("openai-api-key", secret: true);
        var db = builder.AddPostgres("postgres", password: password).WithImageTag("17.6").WithDataVolume("todo-postgres-data").AddDatabase("tododb");
        var migrate = builder.AddProject<Migrate>("migrate")
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString).WithReference(db).WaitFor(db);
        var api = builder.AddProject<Api>("api")
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString).WithReference(db).WaitForCompletion(migrate)
            .WithEnvironment("Auth__SigningKey", signingKey).WithEnvironment("OPENAI_API_KEY", openAiKey)
            .WithHttpHealthCheck("/health").WithReplicas(2);
        builder.AddProject<Web>("web").WithReference(api).WaitFor(api).WithHttpHealthCheck("/health").WithExternalHttpEndpoints();
    }

    private static void AddProject(string name, bool isWeb)
    {
        var properties = Directory.CreateDirectory(Path.Combine(Folder, name, "Properties")).FullName;
        File.WriteAllText(Path.Combine(Folder, name, name + ".csproj"), "<Project />");
        if (isWeb)
        {
            File.WriteAllText(
                Path.Combine(properties, "launchSettings.json"),
                """{ "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:5000" } } }""");
        }
    }

    private sealed class Migrate : IProjectMetadata
    {
        public string ProjectPath => Path.Combine(Folder, "TodoApp.Migrate", "TodoApp.Migrate.csproj");
    }

    private sealed class Api : IProjectMetadata
    {
        public string ProjectPath => Path.Combine(Folder, "TodoApp.Api", "TodoApp.Api.csproj");
    }

    private sealed class Web : IProjectMetadata
    {
        public string ProjectPath => Path.Combine(Folder, "TodoApp.Web", "TodoApp.Web.csproj");
    }
}
