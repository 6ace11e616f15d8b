using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TodoApp.Api.Chat.Interpreter;
using TodoApp.Api.Chat.Models;
using TodoApp.Api.Mcp;
using TodoApp.Contracts;

namespace TodoApp.Tests.Chat;

/// <summary>What holds whatever is said to the interpreter and whatever tools answer it.</summary>
[Trait("Kind", "Chat")]
public sealed class BuiltinModelPropertyTests
{
    private const int MostSteps = 12;
    private static readonly Config s_many = Config.QuickThrowOnFailure.WithMaxTest(1_500);

    private static readonly string[] s_deleteWords =
        ["delete", "deletes", "delte", "deleet", "delet", "remove", "remvoe", "del", "rm", "trash", "erase", "discard", "scrap", "bin", "drop", "toss", "ditch", "dump", "nuke", "axe", "get rid of", "throw", "take", "clear", "clean", "wipe", "strike", "scratch", "garbage", "get"];

    private static readonly string[] s_words =
        [.. new[] { "a", "b", "c", "adversarial" }.SelectMany(Phrase.Of).SelectMany(p => p.Said).SelectMany(s => s.Split(' ')).Where(w => w.Length > 0).Distinct()];

    private static readonly Gen<string> s_sentence = from count in Gen.Choose(1, 14) from words in Gen.Elements(s_words).ArrayOf(count) select string.Join(' ', words);

    private static readonly Gen<string> s_text = Gen.Frequency(
        (6, s_sentence),
        (2, ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "")),
        (1, from sentence in s_sentence from noise in ArbMap.Default.GeneratorFor<string>() select sentence + noise),
        (1, from sentence in s_sentence from times in Gen.Choose(2, 200) select Repeated(sentence, times)));

    private static readonly Gen<string> s_result = Gen.Frequency(
        (4, Gen.Constant(Page())),
        (1, Gen.Constant("{\"items\":[]}")),
        (1, Gen.Constant(Page()[..300])),
        (1, ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "")));

    [Fact]
    public void No_text_and_no_result_makes_it_fail_or_run_on() => Check.One(
        s_many, Prop.ForAll(Conversations().ToArbitrary(), c => _ = Run(c.Said, c.Results)));

    [Fact]
    public void Nothing_is_deleted_unless_somebody_said_a_word_for_it() => Check.One(
        s_many, Prop.ForAll(Conversations().ToArbitrary(), c =>
        {
            var deletes = Run(c.Said, c.Results).Exists(
                call => call.Name is "delete_todo" || (call.Name is "batch_update_todos" && call.Arguments.Contains("\"delete\"", StringComparison.Ordinal)));
            Assert.True(!deletes || c.Said.Any(s => s_deleteWords.Any(w => s.Contains(w, StringComparison.OrdinalIgnoreCase))), string.Join(" >> ", c.Said));
        }));

    [Fact]
    public void The_same_conversation_has_the_same_answer() => Check.One(
        s_many, Prop.ForAll(Conversations().ToArbitrary(), c => Assert.Equal(Run(c.Said, c.Results), Run(c.Said, c.Results))));

    [Theory]
    [InlineData("a ")]
    [InlineData("delete the and ")]
    [InlineData("to to to, and ")]
    [InlineData("\"")]
    [InlineData("1 and 2, ")]
    public void A_text_as_long_as_may_be_is_answered(string part) => Run([Repeated(part, 4_000)], [Page()]);

    private static Gen<(string[] Said, string[] Results)> Conversations() =>
        from turns in Gen.Choose(1, 3)
        from said in s_text.ArrayOf(turns)
        from results in s_result.ArrayOf(4)
        select (said, results);

    /// <summary>Answers every call with the next result, in turn.</summary>
    private static List<ModelToolCall> Run(string[] said, string[] results)
    {
        var (messages, calls) = (new List<ModelMessage>(), new List<ModelToolCall>());
        foreach (var text in said)
        {
            messages.Add(new PersonMessage(text));
            for (var step = 0; ; step++)
            {
                Assert.True(step < MostSteps, $"More than {MostSteps} steps for: {text}");
                var events = Step(messages);
                Assert.IsType<ModelStepEnd>(events[^1]);
                var wanted = events.OfType<ModelCall>().Select(c => c.Call).ToList();
                var answer = string.Concat(events.OfType<ModelText>().Select(t => t.Delta));
                Assert.True(wanted.Count > 0 || answer.Length > 0, "It had nothing to say.");
                messages.Add(new AssistantMessage(answer, wanted));
                if (wanted.Count == 0)
                    break;
                foreach (var call in wanted)
                    messages.Add(new ToolResultMessage(call.Id, results[calls.Count % results.Length], calls.Count % 7 == 6));
                calls.AddRange(wanted);
            }
        }

        Assert.Equal(calls.Count, calls.Select(c => c.Id).Distinct().Count());
        return calls;
    }

    private static List<ModelEvent> Step(List<ModelMessage> messages)
    {
        var step = new ModelStep([.. messages], s_tools, new ModelSetting(PhraseHost.Now, "Europe/Berlin", "en"));
        return new BuiltinModel().StepAsync(step, CancellationToken.None).ToBlockingEnumerable(CancellationToken.None).ToList();
    }

    private static readonly ToolDescription[] s_tools =
        [.. ToolRegistry.Definitions.Select(d => new ToolDescription(d.Face.Name, d.Face.Description, default))];

    private static string Repeated(string part, int times)
    {
        var text = string.Concat(Enumerable.Repeat(part, times));
        return text.Length > Limits.ChatMessage ? text[..Limits.ChatMessage] : text;
    }

    private static string Page()
    {
        var items = new[] { "Buy milk", "Laundry", "delete the milk" }.Select((title, i) => new TodoItem(
            new Guid(i + 1, 0, 0, new byte[8]), Guid.Empty, null, title, null, i == 1, null, Priority.None, [], null, null, null, "a", PhraseHost.Now, PhraseHost.Now, null, "1"));
        return JsonSerializer.Serialize(new Page<TodoItem>([.. items], null), ContractJson.Options);
    }
}
