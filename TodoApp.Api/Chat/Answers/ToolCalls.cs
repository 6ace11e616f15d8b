using Microsoft.Extensions.Options;
using TodoApp.Api.Journal.Events;
using TodoApp.Api.Mcp;

namespace TodoApp.Api.Chat.Answers;

/// <summary>
/// Runs the calls of a step, one after the other in the order in which they were asked for: they share a connection, and
/// what one writes the next may read.
/// </summary>
internal sealed class ToolCalls(AnswerRecords records, JournalSignal signal, ChatTelemetry telemetry, IOptions<ChatOptions> options)
{
    private const int SummaryLength = 200;
    private const string CutOff = "… (cut off here: ask for less, or for the next page)";

    /// <summary>Runs what has no result yet of the last step, until a person has to be asked.</summary>
    /// <returns>Why the answer has to stop, if it has to.</returns>
    public async Task<string?> RunAsync(AnswerRun run)
    {
        foreach (var call in run.Answer.Steps[^1].Calls.Where(c => c.Result is null).ToList())
        {
            if (run.Calls++ >= options.Value.ToolCalls)
                return Stop.Steps;

            run.Either.ThrowIfCancellationRequested();
            await RunAsync(run, call, consent: null);
            if (run.Answer.Consent is not null)
                return null;
            await records.SaveAsync(run.Asker.Owner, run.Answer, run.Time);
        }

        return null;
    }

    /// <summary>Does what a person allowed, or says that they did not.</summary>
    public async Task DecideAsync(AnswerRun run, PendingConsent consent, bool approved)
    {
        var calls = run.Answer.Steps[^1].Calls;
        var call = calls.Single(c => c.Id == consent.CallId);
        if (approved)
        {
            await RunAsync(run, call, consent);
            if (run.Answer.Consent is not null)
                return;
        }
        else
        {
            await run.ReplaceAsync(Refused(call, "The person refused this. Do not try it again unless they ask for it."));
            foreach (var behind in calls.Where(c => c.Result is null).ToList())
                await run.ReplaceAsync(Refused(behind, "Not done: the person refused what came before it."));
        }

        await records.SaveAsync(run.Asker.Owner, run.Answer, run.Time);
    }

    private async Task RunAsync(AnswerRun run, AnswerCall call, PendingConsent? consent)
    {
        await run.TellAsync(ChatEvents.ToolStarted, (call with { Status = CallStatus.Running }).ToUse());
        var known = run.Tools.Any(t => t.Name == call.Name);
        using var span = telemetry.StartTool(call, known);
        var result = await CallAsync(run, call, known, consent);
        signal.Written(run.Asker.Owner.Value);
        telemetry.EndTool(span, result);
        if (result.Consent is { } asked)
        {
            await AskAsync(run, call, asked);
            return;
        }

        var content = result is { IsError: false, Structured: { } structured } ? structured.GetRawText() : result.Text;
        await run.ReplaceAsync(call with
        {
            Status = result.IsError ? CallStatus.Failed : CallStatus.Done,
            Summary = CleanText.Line(CleanText.Of(result.Text), SummaryLength),
            Result = Fitting(CleanText.Of(content)),
            IsError = result.IsError,
        });
    }

    private static Task<ToolResult> CallAsync(AnswerRun run, AnswerCall call, bool known, PendingConsent? consent)
    {
        if (!known)
        {
            return Flaw($"There is no tool of this name. There are: {string.Join(", ", run.Tools.Select(t => t.Name))}.");
        }

        // What a person allowed is done with the arguments they saw.
        return (consent?.Arguments ?? CallArguments.Read(call.Arguments)) is { } arguments
            ? run.Session.CallAsync(call.Name, arguments, consent?.Token, run.Time)
            : Flaw("The arguments are not a JSON object. Write them again, as the tool's schema says.");
    }

    private static Task<ToolResult> Flaw(string text) => Task.FromResult(new ToolResult(text, null, IsError: true, Consent: null));

    private static async Task AskAsync(AnswerRun run, AnswerCall call, ConsentRequest asked)
    {
        run.Answer.Consent = new(
            asked.Id, asked.Token, call.Id, asked.Tool, asked.Arguments, CleanText.Of(asked.Question), asked.ExpiresAt);
        await run.ReplaceAsync(call with { Status = CallStatus.Waiting });
        foreach (var behind in run.Answer.Steps[^1].Calls.Where(c => c.Result is null && c.Id != call.Id).ToList())
            run.Answer.Replace(behind with { Status = CallStatus.Waiting });
        await run.TellAsync(ChatEvents.Consent, run.Answer.Consent.ToCard(run.Asker.IsPerson));
    }

    private static AnswerCall Refused(AnswerCall call, string why) =>
        call with { Status = CallStatus.Refused, Summary = "Refused", Result = why, IsError = true };

    private string Fitting(string result) => result.Length <= options.Value.ShownLength
        ? result
        : CleanText.Beginning(result, options.Value.ShownLength) + CutOff;
}
