using FsCheck;
using FsCheck.Fluent;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Tests.Unit;

[Trait("Kind", "Unit")]
public sealed class QuickAddPropertyTests
{
    private static readonly Config s_many = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    /// <summary>Words that mean something, so that random sentences do too.</summary>
    private static readonly string[] s_words =
    [
        .. QuickAddPhrases.Of("en").Concat(QuickAddPhrases.Of("de")).SelectMany(p => p.Text.Split(' ')).Where(w => w.Length > 0).Distinct(),
    ];

    private static readonly Gen<string> s_sentence =
        from count in Gen.Choose(1, 12)
        from words in Gen.Elements(s_words).ArrayOf(count)
        select string.Join(' ', words);

    private static readonly Gen<string> s_text = Gen.OneOf(
        s_sentence,
        ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""),
        from sentence in s_sentence from noise in ArbMap.Default.GeneratorFor<string>() select sentence + noise);

    [Fact]
    public void Any_text_has_spans_that_lie_inside_it_in_order_and_never_overlap() => Holds(s_text, (text, parsed) =>
    {
        var end = 0;
        foreach (var span in parsed.Spans)
        {
            Assert.True(span.Start >= end && span.Length > 0, $"{text}: {span}");
            end = span.Start + span.Length;
        }

        Assert.True(end <= text.Length);
    });

    [Fact]
    public void Whatever_was_found_is_within_the_rules_of_a_todo() => Holds(s_text, (_, parsed) =>
    {
        Assert.InRange(parsed.Tags.Count, 0, Limits.TagsPerTodo);
        Assert.All(parsed.Tags, tag => Assert.Null(TagName.Flaw(tag)));
        Assert.True(parsed.ListName is null or { Length: > 0 and <= Limits.ListName });
        Assert.True(parsed.DueAt is null || parsed.DueOn is not null);
        Assert.True(parsed.Recurrence is null || parsed.DueOn is not null);
    });

    [Fact]
    public void The_title_holds_nothing_new() => Holds(s_text.Where(t => !t.Contains('\\', StringComparison.Ordinal)), (_, parsed) =>
    {
        var again = QuickAddPhrases.Parse(parsed.Title);

        // A title of nothing but understood words keeps them, and a day left beside another stays a day.
        Assert.True(again.Recurrence is null || parsed.Recurrence is not null, parsed.Title);
        Assert.True(again.DueOn is null || parsed.DueOn is not null, parsed.Title);
        Assert.True(again.DueAt is null || parsed.DueAt is not null || parsed.DueOn is not null, parsed.Title);
        Assert.True(again.Priority == Priority.None || parsed.Priority != Priority.None, parsed.Title);
        Assert.Empty(again.Tags.Except(parsed.Tags));
        Assert.True(again.ListName is null || again.ListName == parsed.ListName, parsed.Title);
    });

    [Fact]
    public void No_word_is_lost() => Holds(s_sentence.Where(t => !t.Contains('\\', StringComparison.Ordinal)), (text, parsed) =>
    {
        var understood = parsed.Spans.SelectMany(s => text.Substring(s.Start, s.Length).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Count();
        var kept = parsed.Title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var all = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

        Assert.True(kept == all || kept + understood == all, $"{text} became {parsed.Title}");
    });

    private static void Holds(Gen<string> texts, Action<string, ParsedTodo> property) =>
        Check.One(s_many, Prop.ForAll(texts.ToArbitrary(), text => property(text, QuickAddPhrases.Parse(text))));
}
