using System.Text.Json;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Answers;
using TodoApp.Api.Chat.Interpreter;
using TodoApp.Api.Chat.Models;
using TodoApp.Api.Mcp;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat;

/// <summary>
/// Goes once through what an answer goes through, soon after the start, so that whoever asks first does not wait for it to be
/// compiled. It does so as an account that does not exist: there is nothing that it could read or write. No language model is asked.
/// </summary>
internal sealed partial class ChatWarmUp(
    IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, IHostEnvironment environment, IOptions<ChatOptions> options,
    TimeProvider time, ILogger<ChatWarmUp> logger) : BackgroundService
{
    /// <summary>What is asked for right at the start comes first.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private static readonly Asker s_nobody = new(new UserId(Guid.Empty), [Scopes.TodosRead, Scopes.TodosWrite], IsPerson: true);

    private static readonly string[] s_sentences = ["Add milk tomorrow", "What is due today?", "help"];

    /// <summary>Whether it has come to its end.</summary>
    public bool IsDone { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!(options.Value.WarmUp ?? environment.IsDevelopment()))
            return;

        try
        {
            await StartedAsync(stoppingToken);
            await Task.Delay(s_pause, time, stoppingToken);
            await using var scope = scopes.CreateAsyncScope();
            await GoThroughAsync(scope.ServiceProvider, stoppingToken);
            IsDone = true;
        }
        catch (Exception flaw) when (flaw is not OperationCanceledException)
        {
            NotWarm(flaw.Message);
        }
    }

    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var told = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    private static async Task GoThroughAsync(IServiceProvider services, CancellationToken ct)
    {
        var answer = new Answer(Guid.Empty, Guid.Empty, Guid.Empty);
        await services.GetRequiredService<AnswerStart>().BeginAsync(s_nobody.Owner, new ChatRequest("help", answer.Conversation), "warm-up", ct);
        _ = services.GetRequiredService<AnswerMaker>();

        var caller = new Caller(s_nobody.Owner, "system", answer.Turn);
        await using var session = await services.GetRequiredService<ToolSessions>()
            .OpenAsync(caller, s_nobody.Scopes, answer.Conversation, services, ct);
        var tools = await session.ListAsync(ct);
        await session.CallAsync("list_todos", JsonElement.Parse("{}"), consent: null, ct);

        var said = await services.GetRequiredService<ConversationContext>().ReadAsync(s_nobody.Owner, answer, ct);
        foreach (var sentence in s_sentences)
            await InterpretAsync([.. said, new PersonMessage(sentence)], tools, ct);
        await services.GetRequiredService<AnswerRecords>().EndAsync(s_nobody.Owner, answer, ct);
    }

    private static async Task InterpretAsync(List<ModelMessage> said, IReadOnlyList<ToolDescription> tools, CancellationToken ct)
    {
        var step = new ModelStep(said, tools, new(DateTimeOffset.UnixEpoch, "UTC", "en"));
        await foreach (var part in new BuiltinModel().StepAsync(step, ct))
            _ = part;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The assistant is not ready beforehand, so the first answer takes longer: {Reason}")]
    private partial void NotWarm(string reason);
}
