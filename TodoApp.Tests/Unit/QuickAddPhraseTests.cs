using System.Text.RegularExpressions;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

[Trait("Kind", "Unit")]
public sealed partial class QuickAddPhraseTests
{
    public static TheoryData<string, string, string> Phrases =>
        [.. new[] { "en", "de" }.SelectMany(l => QuickAddPhrases.Of(l).Select(p => new TheoryDataRow<string, string, string>(l, p.Text, p.Expected)))];

    [Theory]
    [MemberData(nameof(Phrases))]
    public void A_phrase_means_what_people_mean_by_it(string language, string text, string expected) =>
        Assert.Equal(expected, QuickAddPhrases.Columns(QuickAddPhrases.Parse(text, language)));

    [Fact]
    public void Every_recurrence_that_a_phrase_gives_is_a_rule_in_its_canonical_form()
    {
        var rules = new[] { "en", "de" }
            .SelectMany(l => QuickAddPhrases.Of(l).Select(p => QuickAddPhrases.Parse(p.Text, l).Recurrence)).OfType<string>().Distinct().ToList();

        Assert.True(rules.Count >= 20, $"Only {rules.Count} rules were found.");
        Assert.Equal(rules, rules.Select(rule => RecurrenceRule.Parse(rule).ToString()));
    }

    [Fact]
    public void The_phrases_are_many() => Assert.True(Phrases.Count >= 300, $"Only {Phrases.Count} phrases were found.");

    [Fact]
    public void Every_example_of_the_documentation_is_a_tested_phrase()
    {
        var examples = Example().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "quick-add.md")))
            .Select(m => m.Groups[1].Value).ToList();

        Assert.True(examples.Count >= 40, $"Only {examples.Count} examples were found.");
        Assert.Empty(examples.Except(new[] { "en", "de" }.SelectMany(QuickAddPhrases.Of).Select(p => p.Text)));
    }

    [Fact]
    public void Spans_say_which_characters_were_understood()
    {
        const string Text = "pay rent every 1st !high #home tomorrow 9am";

        var spans = QuickAddPhrases.Parse(Text).Spans;

        Assert.Equal(
            [("every 1st", QuickAddKind.Recurrence), ("!high", QuickAddKind.Priority), ("#home", QuickAddKind.Tag), ("tomorrow", QuickAddKind.Due), ("9am", QuickAddKind.Time)],
            spans.Select(s => (Text.Substring(s.Start, s.Length), s.Kind)));
    }

    [Fact]
    public void A_list_there_is_not_stays_in_the_title_and_is_named()
    {
        var parsed = QuickAddParser.Parse(
            "Buy milk /nowhere", QuickAddPhrases.Today, QuickAddPhrases.Now, QuickAddLanguage.English, name => name == "groceries");

        Assert.Equal(("Buy milk /nowhere", "nowhere"), (parsed.Title, parsed.ListName));
        Assert.Empty(parsed.Spans);
    }

    [Theory]
    [InlineData(null, "2027-01-02")]
    [InlineData("en", "2027-01-02")]
    [InlineData("en-US", "2027-01-02")]
    [InlineData("en-GB", "2027-02-01")]
    [InlineData("de-AT", "2027-02-01")]
    [InlineData("fr", "2027-01-02")]
    public void The_locale_decides_whether_the_month_comes_first(string? locale, string due)
    {
        var parsed = QuickAddParser.Parse("x 1/2", QuickAddPhrases.Today, QuickAddPhrases.Now, QuickAddLanguage.ForLocale(locale));

        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), parsed.DueOn);
    }

    [Fact]
    public void Tonight_said_at_night_is_today_without_a_time()
    {
        var parsed = QuickAddParser.Parse("Movie tonight", QuickAddPhrases.Today, new TimeOnly(23, 0), QuickAddLanguage.English);

        Assert.Equal((QuickAddPhrases.Today, null), (parsed.DueOn, parsed.DueAt));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Example();
}
