using Microsoft.Extensions.Configuration;
using Npgsql;
using TodoApp.Api.Persistence;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

[Trait("Kind", "Unit")]
public sealed class DatabaseTuningTests
{
    [Fact]
    public void What_a_connection_string_leaves_open_is_filled_in()
    {
        var tuned = Tune("Host=db;Username=todo");

        Assert.Equal(("db", "todo"), (tuned.Host, tuned.Username));
        Assert.Equal((16, 100, 2), (tuned.MaxPoolSize, tuned.MaxAutoPrepare, tuned.AutoPrepareMinUsages));
        Assert.True(tuned.NoResetOnClose);
        Assert.Equal(GssEncryptionMode.Disable, tuned.GssEncryptionMode);
    }

    [Fact]
    public void What_a_connection_string_says_stays()
    {
        var tuned = Tune("Host=db;Maximum Pool Size=3;No Reset On Close=false;Max Auto Prepare=0");

        Assert.Equal((3, 0, false), (tuned.MaxPoolSize, tuned.MaxAutoPrepare, tuned.NoResetOnClose));
    }

    [Fact]
    public void Encryption_and_the_password_come_from_settings_of_their_own_where_the_connection_string_leaves_them_open()
    {
        (string, string?)[] settings = [("SslMode", "VerifyFull"), ("RootCertificate", "/etc/todo/postgres/ca.crt"), ("Password", "from-a-file")];

        var open = Tune("Host=db;Username=todo", settings);
        var said = Tune("Host=db;Username=todo;Password=said;SSL Mode=Require;Root Certificate=other.crt", settings);

        Assert.Equal((SslMode.VerifyFull, "/etc/todo/postgres/ca.crt", "from-a-file"), (open.SslMode, open.RootCertificate, open.Password));
        Assert.Equal((SslMode.Require, "other.crt", "said"), (said.SslMode, said.RootCertificate, said.Password));
    }

    /// <summary>The migrator, the contexts, the reader and the listener of events all go by this one.</summary>
    [Fact]
    public void A_connection_string_is_read_in_one_place_only()
    {
        var readers = Directory.EnumerateFiles(Path.Combine(Repository.Root, "TodoApp.Api"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("GetConnectionString(", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Equal(["DatabaseRegistration.cs"], readers);
    }

    private static NpgsqlConnectionStringBuilder Tune(string connectionString, params (string Key, string? Value)[] settings) =>
        new(DatabaseRegistration.Tune(
            connectionString,
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build()));
}
