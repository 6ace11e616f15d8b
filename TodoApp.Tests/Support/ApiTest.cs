namespace TodoApp.Tests.Support;

/// <summary>What every test of the API has at hand.</summary>
/// <param name="host">The API and its database, shared by the class.</param>
public abstract class ApiTest(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>The API and its database.</summary>
    protected ApiHost Host => host;

    /// <summary>Ends with the test.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Registers somebody new.</summary>
    protected Task<TestUser> NewUser(string? timeZone = null) => host.NewUser(timeZone);
}
