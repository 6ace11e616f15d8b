using System.Security.Cryptography;
using System.Text;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace TodoApp.Tests.Mcp.Conformance;

/// <summary>Fixture tools of the conformance suite that need more from the client before they can answer (2026-07-28).</summary>
internal static class FixtureInputs
{
    private static readonly byte[] s_key = RandomNumberGenerator.GetBytes(32);

    public static IEnumerable<McpServerTool> Tools =>
    [
        .. new[] { "test_input_required_result_elicitation", "test_incomplete_result_elicitation" }
            .Select(name => Tool(name, call => Answered(call, "user_name") ?? throw Ask(("user_name", Name)))),
        Tool("test_input_required_result_sampling", call => Answered(call, "capital_question") ?? throw Ask(("capital_question", Sampling))),
        Tool("test_input_required_result_list_roots", call => Answered(call, "client_roots") ?? throw Ask(("client_roots", Roots))),
        Tool("test_input_required_result_request_state", call => State(call, "state-1") ?? throw Ask("state-1", ("confirm", Confirmation))),
        Tool("test_input_required_result_multiple_inputs", call =>
            call.InputResponses is { Count: >= 3 } ? "all there" : throw Ask("several", ("user_name", Name), ("greeting", Sampling), ("client_roots", Roots))),
        Tool("test_input_required_result_multi_round", Rounds),
        Tool("test_input_required_result_tampered_state", Signed),
        FixtureContent.Tool("test_input_required_result_capabilities", Capable),
    ];

    public static McpServerPrompt Prompt => McpServerPrompt.Create(
        (RequestContext<GetPromptRequestParams> request) => request.Params.InputResponses?.ContainsKey("user_context") is true
            ? "Go on with what you were told."
            : throw Ask(("user_context", Elicitation("context"))),
        new() { Name = "test_input_required_result_prompt", Description = "A fixture." });

    private static InputRequest Name => Elicitation("name");

    private static InputRequest Confirmation => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = "Please confirm.",
        RequestedSchema = new() { Properties = { ["ok"] = new ElicitRequestParams.BooleanSchema() }, Required = ["ok"] },
    });

    private static InputRequest Sampling => InputRequest.ForSampling(new CreateMessageRequestParams
    {
        Messages = [new() { Role = Role.User, Content = [new TextContentBlock { Text = "What is the capital of France?" }] }],
        MaxTokens = 100,
    });

    private static InputRequest Roots => InputRequest.ForRootsList(new ListRootsRequestParams());

    private static McpServerTool Tool(string name, Func<CallToolRequestParams, string> run) =>
        FixtureContent.Tool(name, (RequestContext<CallToolRequestParams> request) => run(request.Params));

    private static string? Answered(CallToolRequestParams call, string key) =>
        call.InputResponses?.TryGetValue(key, out var response) is true && response!.RawValue.ValueKind is System.Text.Json.JsonValueKind.Object ? $"Answered: {response.RawValue}" : null;

    private static string? State(CallToolRequestParams call, string state) => call.RequestState == state ? "state-ok" : null;

    private static string Rounds(CallToolRequestParams call) => call.RequestState switch
    {
        null => throw Ask("round-1", ("step1", Elicitation("name"))),
        "round-1" => throw Ask("round-2", ("step2", Elicitation("color"))),
        _ => "multi-round-ok",
    };

    private static string Signed(CallToolRequestParams call)
    {
        if (call.RequestState is null)
            throw Ask(Sign("nonce"), ("confirm", Confirmation));
        return call.RequestState == Sign(call.RequestState.Split('.')[0])
            ? "tampered-state-ok"
            : throw new McpProtocolException("The state was tampered with.", McpErrorCode.InvalidParams);
    }

    private static string Capable(RequestContext<CallToolRequestParams> request)
    {
        var can = request.JsonRpcRequest.Context?.ClientCapabilities;
        (string, InputRequest)[] asked =
        [
            .. can?.Sampling is null ? [] : new[] { ("capital_question", Sampling) },
            .. can?.Elicitation is null ? [] : new[] { ("user_name", Name) },
            .. can?.Roots is null ? [] : new[] { ("client_roots", Roots) },
        ];
        return request.Params.InputResponses is { Count: > 0 } || asked.Length == 0 ? "capability-check-ok" : throw Ask(asked);
    }

    private static string Sign(string nonce) => $"{nonce}.{Convert.ToHexString(HMACSHA256.HashData(s_key, Encoding.UTF8.GetBytes(nonce)))}";

    private static InputRequest Elicitation(string member) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = $"What is your {member}?",
        RequestedSchema = new() { Properties = { [member] = new ElicitRequestParams.StringSchema() }, Required = [member] },
    });

    private static InputRequiredException Ask(params (string Key, InputRequest Request)[] asked) =>
        new(asked.ToDictionary(a => a.Key, a => a.Request));

    private static InputRequiredException Ask(string state, params (string Key, InputRequest Request)[] asked) =>
        new(asked.ToDictionary(a => a.Key, a => a.Request), state);
}
