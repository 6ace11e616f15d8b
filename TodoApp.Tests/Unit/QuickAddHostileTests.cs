using System.Diagnostics;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Tests.Unit;

[Trait("Kind", "Unit")]
public sealed class QuickAddHostileTests
{
    public static TheoryData<string> Nonsense =>
    [
        "", " ", "\t\n", "\0", "\0 \0", "a\0b", "\"", "\"\"", "\"\"\"\"", "\"a \"b\" c\"", "“„”", "\\", "\\\\", "\\ \\", "/", "//", "/\"", "/\"\"", "/\"a", "#", "##", "###a", "!",
        "!!", "!!!", "\u202Etomorrow\u202C", "\u200Bמחר", "‏غدا", "👩‍👩‍👧‍👦", "\ud800", "\udfff\ud800", "\ufffe", "#\ud800", "/\ud800", "every", "every every every", "every!",
        "every -1 days", "every 999 years", "in 999 years", "every 0 days", "in 0 days", "0/0", "00/00/0000", "0.0.", "99.99.9999", "0000-00-00", "24:00", "99:99", "at", "at at at",
        "on on on monday monday", "until until", "next next next", "of the of the", "1st of of", "١٢:٣٠", "٣١.١٢.", "in ٣ days", "１２:３０", "in a in a in a day", "feb 29 1900",
        "9999-12-31", "dec 31 9999", "every 31st of feb", "every feb 30", "every 32nd", "every 6th friday", "ſunday", "İ", "ﬁ tomorrow",
    ];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Nonsense_is_a_title_and_never_an_error(string text)
    {
        foreach (var language in new[] { "en", "de" })
        {
            var parsed = QuickAddPhrases.Parse(text, language);

            Assert.True(string.IsNullOrWhiteSpace(text) == string.IsNullOrWhiteSpace(parsed.Title), $"'{text}' became '{parsed.Title}'");
            Assert.All(parsed.Spans, s => Assert.InRange(s.Start + s.Length, 1, text.Length));
        }
    }

    [Fact]
    public void Emoji_and_right_to_left_text_are_kept_as_they_are_and_spans_still_fit()
    {
        const string Text = "👩‍👩‍👧‍👦 קנה חלב 🥛 tomorrow #בית";

        var parsed = QuickAddPhrases.Parse(Text);

        Assert.Equal(("👩‍👩‍👧‍👦 קנה חלב 🥛", QuickAddPhrases.Today.AddDays(1)), (parsed.Title, parsed.DueOn!.Value));
        Assert.Equal(["בית"], parsed.Tags);
        Assert.Equal(["tomorrow", "#בית"], parsed.Spans.Select(s => Text.Substring(s.Start, s.Length)));
    }

    [Fact]
    public void Text_above_its_bound_is_all_title()
    {
        var text = string.Concat(Enumerable.Repeat("tomorrow ", 1_111)) + "x";

        var parsed = QuickAddPhrases.Parse(text);

        Assert.Equal(text, parsed.Title);
        Assert.Empty(parsed.Spans);
    }

    [Theory]
    [InlineData("every ")]
    [InlineData("in 3 ")]
    [InlineData("mon and ")]
    [InlineData("1st ")]
    [InlineData("next week ")]
    [InlineData("\" ")]
    [InlineData("of the ")]
    [InlineData("9")]
    [InlineData("31.12.")]
    public void The_longest_text_of_one_pattern_takes_no_longer_than_others(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, Limits.QuickAdd))[..Limits.QuickAdd];
        QuickAddPhrases.Parse(text);

        var watch = Stopwatch.StartNew();
        QuickAddPhrases.Parse(text);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void More_tags_than_a_todo_can_have_are_all_left_in_the_title()
    {
        var text = "x " + string.Join(' ', Enumerable.Range(0, Limits.TagsPerTodo + 1).Select(i => $"#t{i}"));

        var parsed = QuickAddPhrases.Parse(text);

        Assert.Equal((text, 0), (parsed.Title, parsed.Tags.Count));
    }

    [Fact]
    public void The_ends_of_the_calendar_are_no_errors()
    {
        foreach (var today in new[] { DateOnly.MinValue, DateOnly.MaxValue })
        {
            foreach (var (text, _) in QuickAddPhrases.Of("en"))
                Assert.NotNull(QuickAddParser.Parse(text, today, TimeOnly.MaxValue, QuickAddLanguage.English).Title);
        }
    }
}
