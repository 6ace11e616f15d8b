using Npgsql;
using TodoApp.Api.Persistence;

namespace TodoApp.Tests.Unit;

[Trait("Kind", "Unit")]
public sealed class DatabaseTuningTests
{
    [Fact]
    public void What_a_connection_string_leaves_open_is_filled_in()
    {
        var tuned = new NpgsqlConnectionStringBuilder(DatabaseRegistration.Tune("Host=db;Username=todo"));

        Assert.Equal(("db", "todo"), (tuned.Host, tuned.Username));
        Assert.Equal((16, 100, 2), (tuned.MaxPoolSize, tuned.MaxAutoPrepare, tuned.AutoPrepareMinUsages));
        Assert.True(tuned.NoResetOnClose);
    }

    [Fact]
    public void What_a_connection_string_says_stays()
    {
        var tuned = new NpgsqlConnectionStringBuilder(DatabaseRegistration.Tune("Host=db;Maximum Pool Size=3;No Reset On Close=false;Max Auto Prepare=0"));

        Assert.Equal((3, 0, false), (tuned.MaxPoolSize, tuned.MaxAutoPrepare, tuned.NoResetOnClose));
    }
}
