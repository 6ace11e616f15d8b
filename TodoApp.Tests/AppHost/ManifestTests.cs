using System.Text.Json;

namespace TodoApp.Tests.AppHost;

/// <summary>What the AppHost says about the product to whoever deploys it.</summary>
[Trait("Kind", "AppHost")]
public sealed class ManifestTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("todoapp-manifest-").FullName;
    private JsonElement _resources;
    private string _text = "";

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(_folder, "x.json");
        using var run = AppHostProcess.Start(_folder, ["--publisher", "manifest", "--output-path", path]);
        Assert.Equal(0, await run.ExitedAsync(TimeSpan.FromSeconds(60)));

        _text = await File.ReadAllTextAsync(path);
        _resources = JsonDocument.Parse(_text).RootElement.GetProperty("resources");
    }

    [Fact]
    public void Every_part_of_the_product_is_in_the_manifest()
    {
        Assert.Equal("container.v0", Text("postgres", "type"));
        Assert.Equal("docker.io/library/postgres:17.6", Text("postgres", "image"));
        Assert.Equal("{postgres.connectionString};Database=tododb", Text("tododb", "connectionString"));
        Assert.Equal("project.v0", Text("migrate", "type"));
        Assert.Equal("migrate", Assert.Single(_resources.GetProperty("migrate").GetProperty("args").EnumerateArray()).GetString());
        Assert.Equal("project.v0", Text("api", "type"));
        Assert.True(_resources.GetProperty("web").GetProperty("bindings").GetProperty("http").GetProperty("external").GetBoolean());
    }

    [Fact]
    public void The_api_connects_as_a_role_that_cannot_change_the_schema()
    {
        Assert.Equal("{tododb.connectionString}", Variable("migrate", "ConnectionStrings__tododb"));
        Assert.Equal("{tododb-app.connectionString}", Variable("api", "ConnectionStrings__tododb"));
        Assert.Contains("Username=todo_app;Password={app-db-password.value};", Text("tododb-app", "connectionString"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_a_placeholder_and_never_a_value()
    {
        var secrets = _resources.EnumerateObject().Where(resource => resource.Value.GetProperty("type").GetString() == "parameter.v0").ToList();

        Assert.Equal(["app-db-password", "jwt-signing-key", "openai-api-key", "postgres-password"], secrets.Select(secret => secret.Name).Order());
        Assert.All(secrets, secret => Assert.Equal($$"""{"type":"string","secret":true}""",
            JsonSerializer.Serialize(secret.Value.GetProperty("inputs").GetProperty("value"))));
        Assert.DoesNotContain(AppHostProcess.Secret, _text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_api_is_given_the_key_of_the_language_model_as_a_secret() =>
        Assert.Equal("{openai-api-key.value}", Variable("api", "Chat__ApiKey"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string Text(string resource, string property) => _resources.GetProperty(resource).GetProperty(property).GetString()!;

    private string Variable(string resource, string name) =>
        _resources.GetProperty(resource).GetProperty("env").GetProperty(name).GetString()!;
}
