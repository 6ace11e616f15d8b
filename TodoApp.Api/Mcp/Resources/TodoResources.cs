using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TodoApp.Api.Lists;
using TodoApp.Api.Mcp.Schemas;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Resources;

/// <summary>What a client can put into a conversation as it is: a person's lists, and what today asks for.</summary>
internal sealed class TodoResources(ToolSchemas schemas)
{
    private const string Today = "todo://today";
    private const string ListPrefix = "todo://lists/";
    private const string Json = "application/json";

    public void AddTo(McpServerOptions options)
    {
        options.Handlers.ListResourcesHandler = ListAsync;
        options.Handlers.ListResourceTemplatesHandler = (request, _) => ValueTask.FromResult(Caching.For(request, Caching.Rarely, new ListResourceTemplatesResult
        {
            ResourceTemplates =
            [
                new() { UriTemplate = ListPrefix + "{id}", Name = "list", Title = "A list", Description = "A list and its open todos, the first 100.", MimeType = Json },
            ],
        }));
        options.Handlers.ReadResourceHandler = ReadAsync;
    }

    private static async ValueTask<ListResourcesResult> ListAsync(RequestContext<ListResourcesRequestParams> request, CancellationToken ct)
    {
        var owner = ToolCaller.Of(request.User).Id;
        var lists = await request.Services!.GetRequiredService<ListService>().ListAsync(owner, trash: false, ct);
        return Caching.For(request, TimeSpan.Zero, new ListResourcesResult
        {
            Resources =
            [
                new() { Uri = Today, Name = "today", Title = "Today", Description = "What is overdue, due and done today.", MimeType = Json },
                .. lists.Select(l => new Resource { Uri = ListPrefix + l.Id, Name = l.Name, Description = $"{l.OpenCount} open todos.", MimeType = Json }),
            ],
        });
    }

    private async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken ct)
    {
        var uri = request.Params.Uri;
        var content = uri == Today ? await DayAsync(request, ct)
            : uri.StartsWith(ListPrefix, StringComparison.Ordinal) && Guid.TryParse(uri[ListPrefix.Length..], out var id) ? await ListAsync(request, id, ct)
            : Failure.NotFound("resource");
        if (content.Failure is { } failure)
            throw Missing(request, uri, failure);

        return Caching.For(request, TimeSpan.Zero, new ReadResourceResult
        {
            Contents = [new TextResourceContents { Uri = uri, MimeType = Json, Text = content.Value.ToJsonString() }],
        });
    }

    private async Task<Outcome<JsonNode>> DayAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken ct)
    {
        var day = await request.Services!.GetRequiredService<DayQueries>().SummarizeAsync(ToolCaller.Of(request.User).Id, null, ct);
        return day.Failure is { } failure ? failure : JsonSerializer.SerializeToNode(day.Value, schemas.Json)!;
    }

    private async Task<Outcome<JsonNode>> ListAsync(RequestContext<ReadResourceRequestParams> request, Guid id, CancellationToken ct)
    {
        var owner = ToolCaller.Of(request.User).Id;
        var list = await request.Services!.GetRequiredService<ListService>().FindAsync(owner, id, ct);
        if (list.Failure is { } missing)
            return missing;

        var todos = await request.Services!.GetRequiredService<TodoQueries>().ListAsync(owner, new() { List = id, Limit = Limits.PageSize }, ct);
        return todos.Failure is { } failure ? failure : new JsonObject
        {
            ["list"] = JsonSerializer.SerializeToNode(list.Value, schemas.Json),
            ["todos"] = JsonSerializer.SerializeToNode(todos.Value, schemas.Json),
        };
    }

    /// <summary>Revisions differ in the code.</summary>
    private static McpProtocolException Missing(RequestContext<ReadResourceRequestParams> request, string uri, Failure failure)
    {
        var flaw = new McpProtocolException(
            $"{failure.Code}: {failure.Detail}", Caching.IsKnownTo(request) ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound);
        flaw.Data["uri"] = uri;
        return flaw;
    }
}
