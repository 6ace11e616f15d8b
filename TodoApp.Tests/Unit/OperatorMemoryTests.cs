using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Operators;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>What a replica keeps for operators: bounded, and nobody's data.</summary>
[Trait("Kind", "Unit")]
public sealed partial class OperatorMemoryTests
{
    [Fact]
    public void A_percentile_is_right_to_within_half_of_it()
    {
        var histogram = new RouteHistogram(30);
        for (var milliseconds = 1; milliseconds <= 1_000; milliseconds++)
            histogram.Add(100, milliseconds / 1000.0, 200);

        var sum = histogram.From(100);

        Assert.Equal(1_000, sum.Count);
        Assert.InRange(sum.Percentile(0.5), 400, 600);
        Assert.InRange(sum.Percentile(0.95), 800, 1_150);
        Assert.InRange(sum.Percentile(0.99), 900, 1_150);
    }

    [Fact]
    public void Minutes_that_are_too_old_are_forgotten_and_failures_are_counted_apart()
    {
        var histogram = new RouteHistogram(3);
        histogram.Add(10, 0.1, 500);
        histogram.Add(11, 0.1, 404);
        histogram.Add(12, 0.1, 200);
        Assert.Equal((3, 1, 1), Told(histogram.From(10)));
        Assert.Equal((2, 1, 0), Told(histogram.From(11)));

        histogram.Add(13, 100, 200);

        Assert.Equal((3, 1, 0), Told(histogram.From(0)));
        Assert.True(histogram.From(13).Percentile(0.99) > 20_000);
        Assert.Equal(0, new RouteHistogram(3).From(0).Percentile(0.5));
    }

    [Fact]
    public void A_line_keeps_its_template_and_the_types_of_its_exception_and_never_a_value()
    {
        using var errors = new RecentErrors(TimeProvider.System);
        var ours = errors.CreateLogger("TodoApp.Api.Todos.TodoService");
        var theirs = errors.CreateLogger("Somebody.Elses");
        Lost(ours, "Buy a ring for Ada", new InvalidOperationException("Buy a ring", new TimeoutException("for Ada")));
        Lost(theirs, "Buy a ring for Ada", null);
        Kept(ours, "Buy a ring for Ada");

        var kept = errors.Read(5, 10);

        Assert.Equal(2, kept.Count);
        Assert.Equal(("Lost {Title}", "System.InvalidOperationException < System.TimeoutException"), (kept[1].Template, kept[1].Exception));
        Assert.Null(kept[0].Template);
        Assert.DoesNotContain("Ada", string.Join('\n', kept), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_last_lines_are_kept()
    {
        using var errors = new RecentErrors(TimeProvider.System);
        var logger = errors.CreateLogger("TodoApp.X");

        for (var i = 0; i < 1_000; i++)
            Lost(logger, $"{i}", null);

        Assert.Equal((200, 50), (errors.Count, errors.Read(5, 50).Count));
    }

    [Theory]
    [InlineData("TodoApiUnavailable", "api-unavailable")]
    [InlineData("api-unavailable", "api-unavailable")]
    [InlineData("too many database connections", "database-connections")]
    [InlineData("PoolExhausted", "database-connections")]
    public void A_runbook_is_found_by_the_alert_that_it_names_or_by_words(string question, string name) =>
        Assert.Equal(name, Library.Find(question).Items[0].Name);

    [Fact]
    public void Without_a_question_the_names_are_given_and_without_runbooks_nothing_breaks()
    {
        Assert.Equal(["api-unavailable", "database-connections"], Library.Find(" ").Known);
        Assert.Empty(Library.Find("zebra").Items);
        Assert.Empty(new RunbookLibrary([]).Find("database").Items);
        Assert.NotNull(new RunbookLibrary().Find("(").Items);
    }

    [Fact]
    public void Every_runbook_of_the_folder_is_built_in_and_found_by_the_alert_that_it_is_for()
    {
        var names = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "operations", "runbooks"), "*.md")
            .Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => n != "README").Order(StringComparer.Ordinal).ToList();
        var library = new RunbookLibrary();

        Assert.NotEmpty(names);
        Assert.Equal(names, library.Find(null).Known);
        Assert.Equal(names, names.Select(n => library.Find(n).Items[0].Name));
    }

    [Fact]
    public void A_token_loses_the_scope_for_operating_with_its_owners_name_in_the_settings()
    {
        var (ada, bob) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var accounts = new OperatorAccounts(new Named(new() { UserIds = [ada] }));

        Assert.Equal(Scopes.OperatorRead, accounts.Limit(ada, Scopes.OperatorRead));
        Assert.Equal("", accounts.Limit(bob, Scopes.OperatorRead));
        Assert.Equal("todos:read todos:write", accounts.Limit(bob, "todos:read todos:write"));
        Assert.True(accounts.Include(new UserId(ada)));
        Assert.False(accounts.Include(new UserId(Guid.Empty)));
    }

    private static RunbookLibrary Library { get; } = new(
    [
        RunbookLibrary.Read("api-unavailable", "# The API does not answer\n\nAlerts: TodoApiUnavailable\n\nLook at the pods."),
        RunbookLibrary.Read("database-connections", "# Connections run out\n\nAlerts: `PoolExhausted`.\n\nThe database refuses when there are too many."),
    ]);

    private static (long, long, long) Told(RouteHistogram.Sum sum) => (sum.Count, sum.Refused, sum.Failed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lost {Title}")]
    private static partial void Lost(ILogger logger, string title, Exception? flaw);

    [LoggerMessage(Level = LogLevel.Information, Message = "Kept {Title}")]
    private static partial void Kept(ILogger logger, string title);

    private sealed class Named(OperatorOptions options) : IOptionsMonitor<OperatorOptions>
    {
        public OperatorOptions CurrentValue => options;

        public OperatorOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OperatorOptions, string?> listener) => null;
    }
}
