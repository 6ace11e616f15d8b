using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>"Today" is the day it is where the person is.</summary>
[Trait("Kind", "Web")]
public sealed class TodayTests(TodayTests.LateEvening host) : IClassFixture<TodayTests.LateEvening>
{
    /// <summary>Web on 14 March 2031, 23:30 in UTC.</summary>
    public sealed class LateEvening(PostgresCluster postgres) : WebHost(postgres)
    {
        /// <inheritdoc />
        protected override TimeProvider Clock { get; } = new FixedClock(new(2031, 3, 14, 23, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("Europe/Berlin", "Saturday 15 March")]
    [InlineData("America/New_York", "Friday 14 March")]
    [InlineData("Pacific/Kiritimati", "Saturday 15 March")]
    public async Task The_day_on_the_page_is_the_one_where_the_person_is(string zone, string day)
    {
        using var member = await host.NewMember(zone);

        Assert.Equal(day, (await member.Get("/today")).One(".view-subtitle").TextContent);
    }

    [Fact]
    public async Task What_is_due_today_in_Berlin_is_only_upcoming_in_New_York()
    {
        using var berlin = await host.NewMember("Europe/Berlin");
        using var newYork = await host.NewMember("America/New_York");

        var there = await berlin.Add("Call Ada", "/inbox", ("dueOn", "2031-03-15"));
        await newYork.Add("Call Ada", "/inbox", ("dueOn", "2031-03-15"));

        Assert.Equal(["Call Ada"], there.Titles);
        Assert.Equal(["Call Ada"], (await berlin.Get("/today")).Titles);
        Assert.Empty((await newYork.Get("/today")).Titles);
        Assert.Equal(["Call Ada"], (await newYork.Get("/upcoming")).Titles);
    }

    [Fact]
    public async Task What_was_not_done_in_time_stands_on_top_as_overdue()
    {
        using var member = await host.NewMember();
        await member.Add("On time", "/today");

        var page = await member.Add("Late", "/today", ("dueOn", "2031-03-10"));

        Assert.Equal(["Overdue", "Today"], page.Texts(".todo-group h2"));
        Assert.Equal(["Late", "On time"], page.Titles);
    }

    [Fact]
    public async Task Upcoming_is_grouped_by_day_and_begins_tomorrow()
    {
        using var member = await host.NewMember();
        await member.Add("Today", "/inbox", ("dueOn", "2031-03-15"));
        await member.Add("In a week", "/inbox", ("dueOn", "2031-03-22"));

        await member.Add("Tomorrow", "/inbox", ("dueOn", "2031-03-16"));
        var page = await member.Get("/upcoming");

        Assert.Equal(["Tomorrow", "In a week"], page.Titles);
        Assert.Equal(["Tomorrow Sunday 16 March", "Saturday 22 March"], page.Texts(".todo-group h2"));
    }
}
