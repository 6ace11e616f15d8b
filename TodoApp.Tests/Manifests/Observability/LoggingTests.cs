using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using TodoApp.Api;
using TodoApp.ServiceDefaults;
using TodoApp.Tests.Manifests.Policies;
using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Support;
using TodoApp.Web.Http;

namespace TodoApp.Tests.Manifests.Observability;

/// <summary>What becomes of a line on its way to Kibana. The script runs in a Lua of the kind that Fluent Bit has inside.</summary>
[Trait("Kind", "Manifests")]
public sealed partial class LoggingTests
{
    private static readonly System.Reflection.Assembly[] s_services =
        [typeof(ApiEntryPoint).Assembly, typeof(Correlation).Assembly, typeof(CrossSiteGuard).Assembly];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Settings => File.ReadAllText(Path.Combine(ObservabilityFiles.Logging, "fluent-bit", "fluent-bit.yaml"));

    [Fact]
    public async Task A_line_of_the_services_has_its_ids_where_the_index_looks_for_them()
    {
        var line = await LiftAsync("""
            { pod = "api-1", namespace = "todo", container = "api", stream = "stdout", LogLevel = "Warning", EventId = 7,
              Category = "TodoApp.ServiceDefaults.SlowRequests", Message = "Slow: GET /todos took 1200 ms and answered 200",
              State = { Message = "Slow", Method = "GET", Milliseconds = 1200, ["{OriginalFormat}"] = "Slow: {Method}" },
              Scopes = { { Message = "m", TraceId = "t", SpanId = "s", ParentId = "p" }, "text", { CorrelationId = "c", UserId = "u" }, { RequestPath = "/todos", RequestId = "r" } } }
            """);

        Assert.Equal(("t", "s", "c", "u", "/todos"), (line["trace.id"], line["span.id"], line["correlation.id"], line["user.id"], line["url.path"]));
        Assert.Equal(("warning", "TodoApp.ServiceDefaults.SlowRequests", "api-1"), (line["log.level"], line["log.logger"], line["kubernetes.pod"]));
        Assert.Equal(("GET", "1200"), (line["labels.Method"], line["labels.Milliseconds"]));
        var mapped = JsonDocument.Parse(File.ReadAllText(Path.Combine(ObservabilityFiles.Logging, "elasticsearch", "template.json"))).RootElement
            .GetProperty("template").GetProperty("mappings").GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet();
        Assert.All(line.Keys.Select(k => k.StartsWith("labels.", StringComparison.Ordinal) ? "labels" : k), k => Assert.Contains(k, mapped));
    }

    [Fact]
    public async Task A_line_of_somebody_else_is_kept_as_it_is()
    {
        var line = await LiftAsync("""{ pod = "postgres-0", namespace = "todo", container = "postgres", log = "LOG:  checkpoint starting: time" }""");

        Assert.Equal("LOG:  checkpoint starting: time", line["message"]);
        Assert.Equal("postgres-0", line["kubernetes.pod"]);
    }

    [Theory]
    [InlineData("Authorization: Bearer abc.DEF-123", "DEF")]
    [InlineData("got eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl here", "eyJ")]
    [InlineData("Host=postgres;Username=todo_app;Password=hunter2;Database=tododb", "hunter2")]
    [InlineData("key sk-proj-abc123 was refused", "abc123")]
    [InlineData("token tdr_abcDEF123 came back", "abcDEF123")]
    public async Task What_looks_like_a_credential_is_blotted_out(string message, string secret)
    {
        var line = await LiftAsync($$"""{ LogLevel = "Error", Category = "x", Message = "{{message}}", Exception = "{{message}}", State = { Cookie = "{{secret}}" } }""");

        Assert.Equal(("[redacted]", true), (line["labels.Cookie"], line["message"].Contains("[redacted]", StringComparison.Ordinal)));
        Assert.DoesNotContain(line.Values, v => v.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/var/log/containers/api-6d5f7c9b8-x2x4z_todo_api-" + Container + ".log", "api-6d5f7c9b8-x2x4z", "todo", "api")]
    [InlineData("/var/log/containers/todo-web-canary-1_todo_web-" + Container + ".log", "todo-web-canary-1", "todo", "web")]
    public void The_name_of_a_file_says_whose_lines_are_in_it(string file, string pod, string ns, string container)
    {
        var match = Regex.Match(file, FileName().Match(Settings).Groups[1].Value);

        Assert.Equal((pod, ns, container), (match.Groups["pod"].Value, match.Groups["namespace"].Value, match.Groups["container"].Value));
    }

    [Fact]
    public void The_pipeline_lets_nothing_go_on_purpose()
    {
        var settings = KubernetesObject.Parse(Settings).Single().Root;
        var output = settings["pipeline"]["outputs"].Items.Single();
        var input = settings["pipeline"]["inputs"].Items.Single();

        Assert.Equal(("no_limits", "on", "create"), (output["retry_limit"].Text, output["generate_id"].Text, output["write_operation"].Text));
        Assert.Equal("filesystem", input["storage.type"].Text);
        Assert.StartsWith("logs-todo-", output["index"].Text, StringComparison.Ordinal);
        Assert.Equal("${ELASTICSEARCH_PASSWORD}", output["http_passwd"].Text);
        Assert.Equal(["parser", "parser", "lua"], settings["pipeline"]["filters"].Items.Select(f => f["name"].Text));
    }

    [Fact]
    public void Lines_go_after_a_fortnight_and_the_views_name_fields_that_there_are()
    {
        var phases = JsonDocument.Parse(File.ReadAllText(Path.Combine(ObservabilityFiles.Logging, "elasticsearch", "lifecycle.json"))).RootElement
            .GetProperty("policy").GetProperty("phases");
        var template = File.ReadAllText(Path.Combine(ObservabilityFiles.Logging, "elasticsearch", "template.json"));
        var saved = File.ReadLines(Path.Combine(ObservabilityFiles.Logging, "kibana", "saved.ndjson")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var views = saved.Where(o => o.GetProperty("type").GetString() == "search").ToList();

        Assert.Equal("14d", phases.GetProperty("delete").GetProperty("min_age").GetString());
        Assert.Contains("\"index.lifecycle.name\": \"todo-logs\"", template, StringComparison.Ordinal);
        Assert.Equal(4, views.Count);
        var ids = saved.Select(o => o.GetProperty("id").GetString()).ToHashSet();
        Assert.All(views, v => Assert.All(v.GetProperty("references").EnumerateArray(), r => Assert.Contains(r.GetProperty("id").GetString(), ids)));
        Assert.All(views.SelectMany(v => v.GetProperty("attributes").GetProperty("columns").EnumerateArray()),
            c => Assert.Contains($"\"{c.GetString()}\":", template, StringComparison.Ordinal));
        Assert.All(Categories().Matches(string.Concat(views.Select(v => v.GetRawText()))).Select(m => m.Value).Distinct(),
            name => Assert.Contains(s_services, service => service.GetType(name) is not null));
    }

    [Fact]
    public async Task The_set_up_is_a_script_that_shellcheck_likes() =>
        (await Tool.RunAsync("shellcheck", Path.Combine(ObservabilityFiles.Logging, "setup.sh"))).Expect();

    private const string Container = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static async Task<Dictionary<string, string>> LiftAsync(string record)
    {
        var script = $"""
            dofile("{Path.Combine(ObservabilityFiles.Logging, "fluent-bit", "lift.lua")}")
            local code, _, line = lift("containers", 0, {record})
            assert(code == 2)
            for name, value in pairs(line) do
              if type(value) == "table" then
                for inner, text in pairs(value) do print(name .. "." .. inner .. "=" .. tostring(text)) end
              else print(name .. "=" .. tostring(value)) end
            end
            """;
        var start = new ProcessStartInfo(Tool.Find("lua5.1"), ["-"]) { WorkingDirectory = Repository.Root };
        var output = (await Tool.RunAsync(start, script).WaitAsync(Ct)).Expect();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
    }

    [GeneratedRegex(@"regex: (\^/var/log/containers.*)")]
    private static partial Regex FileName();

    [GeneratedRegex(@"TodoApp\.[\w.]+\w")]
    private static partial Regex Categories();
}
