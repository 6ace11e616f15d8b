using System.Runtime.CompilerServices;
using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Doing;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Api.Chat.Models;

namespace TodoApp.Api.Chat.Interpreter;

/// <summary>
/// The built-in interpreter: understands everyday commands about todos without a language model, a key or a network. A pure
/// function of the conversation: the same messages give the same step, on any replica.
/// </summary>
internal sealed class BuiltinModel : IChatModel
{
    /// <summary>Questions in a row that one command may ask.</summary>
    private const int MostReplies = 4;

    public string Name => "builtin";

    public async IAsyncEnumerable<ModelEvent> StepAsync(ModelStep step, [EnumeratorCancellation] CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await Task.CompletedTask;
        var turns = Turn.Of(step.Messages);
        var run = Continue(turns, step);
        var text = run.Asked is { } question ? (run.Said.Length > 0 ? $"{run.Said}\n\n{question.Text}" : question.Text)
            : run.Wanted.Count > 0 ? ""
            : run.Said.Length > 0 ? run.Said : Talking.Help;
        foreach (var line in text.Split('\n'))
        {
            if (text.Length > 0)
                yield return new ModelText(line + '\n');
        }

        foreach (var call in ToolRun.Numbered(run.Wanted, turns.Sum(t => t.Calls.Count)))
            yield return new ModelCall(call);
        yield return new ModelStepEnd(0, 0);
    }

    /// <summary>
    /// What was said last can be the reply to a question, and that question's command the reply to another. The longest
    /// such chain that holds when it is replayed is meant; at last, what was said is a command of its own.
    /// </summary>
    private static ToolRun Continue(IReadOnlyList<Turn> turns, ModelStep step)
    {
        var scene = Scene.Of(step.Setting);
        var tools = step.Tools.Select(t => t.Name).ToHashSet();
        var last = turns.Count - 1;
        var first = last;
        while (first > 0 && last - first < MostReplies && turns[first - 1].Text.Contains('?', StringComparison.Ordinal))
            first--;
        for (; first < last; first++)
        {
            var replied = Replay(turns, first, scene, tools);
            if (!replied.IsAstray && replied.IsAllHeard)
                return replied;
        }

        return Replay(turns, Math.Max(last, 0), scene, tools);
    }

    private static ToolRun Replay(IReadOnlyList<Turn> turns, int first, Scene scene, HashSet<string> tools)
    {
        var run = new ToolRun(
            [.. turns.Skip(first).SelectMany(t => t.Calls)], [.. turns.Skip(first + 1).Select(t => t.Said)], tools, Mentions.Of(turns.Take(first)));
        if (turns.Count == 0)
            return run;

        // Nothing in it waits for anything but a replay, so it has come as far as it can when it returns.
        var running = new CommandRunner(run, scene).RunAsync(CommandGrammar.Read(turns[first].Said, scene));
        if (running.IsFaulted)
            running.GetAwaiter().GetResult();
        if (run.IsAstray && first == turns.Count - 1)
            run.Say("I lost the thread of this. Please say it again.");
        return run;
    }
}
