namespace TodoApp.Tests.Support;

/// <summary>What every test of the pages has at hand.</summary>
/// <param name="host">Web, the API behind it and its database, shared by the class.</param>
public abstract class WebTest(WebHost host) : IClassFixture<WebHost>
{
    /// <summary>Web and what is behind it.</summary>
    protected WebHost Host => host;

    /// <summary>Somebody whose Inbox has these todos, in this order.</summary>
    protected async Task<Visitor> MemberWithAsync(params string[] titles)
    {
        ArgumentNullException.ThrowIfNull(titles);
        var member = await Host.NewMember();
        foreach (var title in titles)
            await member.Add(title, "/inbox");
        return member;
    }

    /// <summary>Ends with the test.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;
}
