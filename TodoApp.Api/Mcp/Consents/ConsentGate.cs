using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TodoApp.Api.Auth;
using TodoApp.Api.Mcp.Tools;

namespace TodoApp.Api.Mcp.Consents;

/// <summary>
/// Stops what a person has to allow first, whatever the transport. Clients of the network are asked through the protocol: those
/// of 2026-07-28 get an input request and the token as its state, older ones an elicitation, which the SDK makes of the same.
/// Our own chat gets the token aside and shows a card. Where nobody can be asked, nothing happens.
/// </summary>
internal static class ConsentGate
{
    /// <summary>In <c>_meta</c> of a result to our own chat: what a person has to allow.</summary>
    public const string MetaKey = "todoapp/consent";

    private const string Input = "consent";
    private const string Allow = "allow";

    /// <summary>Null when the call may go on, else what it is answered with.</summary>
    /// <exception cref="InputRequiredException">A person has to be asked through the client.</exception>
    public static async Task<CallToolResult?> PassAsync(ToolDefinition tool, ToolCall call, RequestContext<CallToolRequestParams> request)
    {
        if (tool.Question is not { } ask)
            return null;

        var chat = request.User?.FindFirstValue(ToolCaller.ConversationClaim);
        var answer = AnswerOf(request.Params, isChat: chat is not null);
        var subject = ConsentSubject.Of(call.Owner, chat is null ? ChannelOf(request) : $"chat {chat}", tool.Face.Name, request.Params.Arguments ?? Empty);
        var consents = call.Get<ConsentService>();
        if (answer is { } allowed)
            return await TakeAsync(consents, call, subject, request.Params.RequestState!, allowed);

        if (chat is null && !CanAsk(request))
            return RegisteredTool.Refusal(ConsentFailures.NobodyToAsk);
        var question = await ask(call);
        if (question.Failure is { } flaw)
            return RegisteredTool.Refusal(flaw);
        var asked = await consents.AskAsync(call.Owner, subject, call.Ct);
        if (asked.Failure is { } refusal)
            return RegisteredTool.Refusal(refusal);
        call.Get<McpMetrics>().Consent("asked");
        return chat is not null
            ? Card(asked.Value, tool, request.Params, question.Value)
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { [Input] = Form(question.Value) }, asked.Value.Token);
    }

    private static Dictionary<string, JsonElement> Empty => [];

    /// <summary>An answer uses the question up, also a no: it cannot become a yes afterwards.</summary>
    private static async Task<CallToolResult?> TakeAsync(
        ConsentService consents, ToolCall call, ConsentSubject subject, string token, bool allowed)
    {
        var good = await consents.RedeemAsync(call.Owner, subject, token, call.Ct);
        call.Get<McpMetrics>().Consent(!good ? "refused" : allowed ? "granted" : "declined");
        return !good ? RegisteredTool.Refusal(ConsentFailures.NotGood)
            : !allowed ? RegisteredTool.Refusal(ConsentFailures.Declined)
            : null;
    }

    /// <summary>
    /// What was answered; null when nothing was. Chat gives the token on only when a person has allowed it: it is in no message
    /// that a model reads, and bound to the conversation, which no client of the network can name.
    /// </summary>
    private static bool? AnswerOf(CallToolRequestParams call, bool isChat)
    {
        if (call.RequestState is null)
            return null;
        if (isChat)
            return true;
        if (call.InputResponses is null || !call.InputResponses.TryGetValue(Input, out var response))
            return null;

        try
        {
            return response.Deserialize(InputResponse.ElicitResultJsonTypeInfo) is { IsAccepted: true, Content: { } content }
                && content.TryGetValue(Allow, out var allow) && allow.ValueKind is JsonValueKind.True;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A session, or, where there are none, the credential that the call came with.</summary>
    private static string ChannelOf(RequestContext<CallToolRequestParams> request) =>
        request.Server.SessionId is { Length: > 0 } session
            ? $"session {session}"
            : $"credential {request.User?.FindFirstValue(Claims.Session) ?? request.User?.FindFirstValue(Caller.ActorClaim)}";

    /// <summary>Whether the client says that it shows forms to a person.</summary>
    private static bool CanAsk(RequestContext<CallToolRequestParams> request) =>
        (request.JsonRpcRequest.Context?.ClientCapabilities ?? request.Server.ClientCapabilities)?.Elicitation is { } can
        && (can.Form is not null || can.Url is null);

    private static InputRequest Form(string question) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = question,
        RequestedSchema = new()
        {
            Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>
            {
                [Allow] = new ElicitRequestParams.BooleanSchema { Title = "Allow it", Description = "Only you can allow this.", Default = false },
            },
            Required = [Allow],
        },
    });

    private static CallToolResult Card(AskedConsent asked, ToolDefinition tool, CallToolRequestParams call, string question)
    {
        var arguments = JsonSerializer.SerializeToElement(call.Arguments ?? Empty);
        var request = new ConsentRequest(asked.Id, asked.Token, tool.Face.Name, arguments, question, asked.ExpiresAt);
        var result = RegisteredTool.Refusal(ConsentFailures.Waiting(question));
        result.Meta = new JsonObject { [MetaKey] = JsonSerializer.SerializeToNode(request) };
        return result;
    }
}
