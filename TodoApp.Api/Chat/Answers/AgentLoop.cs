using System.Diagnostics;
using Microsoft.Extensions.Options;
using TodoApp.Api.Chat.Models;

namespace TodoApp.Api.Chat.Answers;

/// <summary>
/// Asks the model, runs what it calls, and asks again: until it calls nothing more, a person has to be asked, or a bound
/// is reached.
/// </summary>
internal sealed class AgentLoop(
    IChatModel model, ToolCalls tools, AnswerRecords records, ChatTelemetry telemetry, IOptions<ChatOptions> options)
{
    /// <returns>Why the answer has to stop, if it has to.</returns>
    public async Task<string?> RunAsync(AnswerRun run)
    {
        // What was asked for beside a call that a person has now allowed.
        if (run.Answer.Steps is [.., var last] && last.Calls.Exists(c => c.Result is null) && await tools.RunAsync(run) is { } early)
            return early;

        for (var step = 0; run.Answer.Consent is null; step++)
        {
            if (step == options.Value.Steps)
                return Stop.Steps;
            if (await AskAsync(run) is { } stopped)
                return stopped;

            if (run.Answer.Steps[^1].Calls.Count is 0)
                return null;
            await records.SaveAsync(run.Asker.Owner, run.Answer, run.Time);
            if (await tools.RunAsync(run) is { } bound)
                return bound;
        }

        return null;
    }

    /// <summary>One step of the model. What it said and called is kept however the step ends.</summary>
    private async Task<string?> AskAsync(AnswerRun run)
    {
        var asked = run.NextStep();
        var heard = new StepSoFar();
        var began = Stopwatch.GetTimestamp();
        using var span = telemetry.StartModel(model.Name, asked, run.Answer.Conversation);
        try
        {
            await HearAsync(run, asked, heard);
        }
        catch (OperationCanceledException)
        {
            heard.Stopped = run.HasLeft ? Stop.Interrupted : Stop.Time;
            throw;
        }
        finally
        {
            run.Answer.Steps.Add(new(heard.Text, heard.Calls));
            telemetry.EndModel(span, model.Name, Stopwatch.GetElapsedTime(began), heard);
            run.Spent = await SpendAsync(run, heard.TokensFor(asked));
        }

        return heard.Stopped ?? BoundOf(run, heard);
    }

    private async Task HearAsync(AnswerRun run, ModelStep asked, StepSoFar heard)
    {
        await foreach (var part in model.StepAsync(asked, run.Either).WithCancellation(run.Either))
        {
            switch (part)
            {
                case ModelText text when run.TakesTooMuch(text.Delta.Length):
                case ModelCall call when run.TakesTooMuch(call.Call.Arguments.Length):
                    heard.Stopped = Stop.Tokens;
                    return;
                case ModelText { Delta.Length: > 0 } text:
                    await heard.SayAsync(run, CleanText.Of(text.Delta));
                    break;
                case ModelCall call:
                    heard.Add(run, call.Call);
                    break;
                case ModelFailed failed:
                    (heard.Stopped, run.Why) = (Stop.Model, failed.Why);
                    return;
                case ModelStepEnd end:
                    heard.End = end;
                    run.OutputTokens += end.OutputTokens;
                    break;
            }
        }

        if (heard is { Text.Length: 0, Calls.Count: 0 })
            (heard.Stopped, run.Why) = (Stop.Model, "The language model had nothing to say. Say it in other words.");
    }

    /// <summary>An answer that is done is not stopped for what it cost.</summary>
    private string? BoundOf(AnswerRun run, StepSoFar heard) =>
        run.OutputTokens >= options.Value.OutputTokens ? Stop.Tokens
        : options.Value.UsesOpenAI && heard.Calls.Count > 0 && run.Spent >= options.Value.TokensPerDay ? Stop.Spend
        : null;

    /// <summary>Whoever has left has still used what was used.</summary>
    private async Task<long> SpendAsync(AnswerRun run, int tokens) =>
        options.Value.UsesOpenAI && tokens > 0 ? await records.SpendAsync(run.Asker.Owner, tokens, CancellationToken.None) : 0;
}
