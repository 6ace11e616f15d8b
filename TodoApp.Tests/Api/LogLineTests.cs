using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using TodoApp.Api;
using TodoApp.Contracts;
using TodoApp.ServiceDefaults;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>The lines that the API writes in Production, read as Fluent Bit reads them: from its standard output.</summary>
[Trait("Kind", "Api")]
public sealed class LogLineTests(PostgresCluster postgres) : IAsyncLifetime
{
    private const string Correlated = "ticket-4711-abc";
    private const string Title = "Zanzibar surprise";
    private const string Notes = "Nobody may know of the marzipan";

    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _api;
    private Uri? _address;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var port = PostgresProcess.FreePort();
        _address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet", [typeof(ApiEntryPoint).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = _address.ToString();
        start.Environment["ConnectionStrings__tododb"] = postgres.AppConnection(await postgres.CreateDatabaseAsync());
        start.Environment["Auth__SigningKey"] = "c2lnbmluZy1rZXktZm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OQ==";
        start.Environment["Chat__Provider"] = "builtin";
        // Every request is slow, so each leaves a line.
        start.Environment["Logging__SlowRequest"] = "00:00:00";
        _api = Process.Start(start)!;
        _api.OutputDataReceived += (_, line) => Keep(line.Data);
        _api.ErrorDataReceived += (_, line) => Keep(line.Data);
        _api.BeginOutputReadLine();
        _api.BeginErrorReadLine();
        await ReadyAsync();
    }

    [Fact]
    public async Task A_line_says_whose_request_it_is_and_which_and_nothing_of_what_they_wrote()
    {
        using var client = new HttpClient { BaseAddress = _address };
        var email = $"{Guid.NewGuid():N}@example.org";
        using var registered = await client.PostAsJsonAsync(
            "/api/v1/users/register", new RegisterRequest(email, TestUser.Password, "Ada Secret", "UTC"), ContractJson.Options, Ct);
        var tokens = await registered.Expect<TokenResponse>(HttpStatusCode.Created);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        client.DefaultRequestHeaders.Add(Correlation.Header, Correlated);
        using var created = await client.PostAsJsonAsync(
            $"/api/v1/{tokens.User.Id}/todos", new CreateTodo(Title) { Notes = Notes }, ContractJson.Options, Ct);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var found = await client.GetAsync($"/api/v1/{tokens.User.Id}/todos?q={Title.Split(' ')[0]}", Ct);

        var line = await LineAsync("Slow: POST /api/v1/{user_id:guid}/todos");
        var scopes = line.GetProperty("Scopes").EnumerateArray().Where(s => s.ValueKind is JsonValueKind.Object).SelectMany(s => s.EnumerateObject())
            .Where(p => p.Name != "Message").ToDictionary(p => p.Name, p => p.Value.ToString());
        Assert.Equal((Correlated, tokens.User.Id.ToString()), (scopes["CorrelationId"], scopes["UserId"]));
        Assert.Matches("^[0-9a-f]{32}$", scopes["TraceId"]);
        Assert.Matches("^[0-9a-f]{16}$", scopes["SpanId"]);
        await LineAsync("Slow: GET /api/v1/{user_id:guid}/todos");
        var secrets = new[] { "Zanzibar", "marzipan", email, "Ada Secret", TestUser.Password, tokens.AccessToken, tokens.RefreshToken };
        Assert.All(secrets, secret => Assert.DoesNotContain(_lines, l => l.Contains(secret, StringComparison.Ordinal)));
        Assert.All(_lines, l => JsonDocument.Parse(l).Dispose());
    }

    public async ValueTask DisposeAsync()
    {
        if (_api is null)
            return;

        _api.Kill(entireProcessTree: true);
        await _api.WaitForExitAsync();
        _api.Dispose();
    }

    private void Keep(string? line)
    {
        if (!string.IsNullOrEmpty(line))
            _lines.Enqueue(line);
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = _address };
        for (var i = 0; i < 300; i++)
        {
            try
            {
                if ((await client.GetAsync("/health", Ct)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(100, Ct);
        }

        throw new InvalidOperationException("The API did not get ready:\n" + string.Join('\n', _lines));
    }

    private async Task<JsonElement> LineAsync(string message)
    {
        for (var i = 0; i < 100; i++)
        {
            foreach (var line in _lines)
            {
                var json = JsonDocument.Parse(line).RootElement;
                if (json.GetProperty("Message").GetString()!.StartsWith(message, StringComparison.Ordinal))
                    return json;
            }

            await Task.Delay(50, Ct);
        }

        throw new InvalidOperationException($"No line says '{message}':\n{string.Join('\n', _lines)}");
    }
}
