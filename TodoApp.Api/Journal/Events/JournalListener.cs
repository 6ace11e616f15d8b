using Npgsql;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Journal.Events;

/// <summary>
/// Hears what other replicas write, over a connection of its own: LISTEN is session state, which pooled connections
/// must not have.
/// </summary>
internal sealed partial class JournalListener(EventFeeds feeds, IConfiguration configuration, ILogger<JournalListener> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private string? _said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(s_pause);
        do
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception flaw) when (flaw is not OperationCanceledException)
            {
                // Tried every second, said once.
                if (_said != flaw.Message)
                    Lost(_said = flaw.Message);
            }
        }
        while (await pause.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(DatabaseRegistration.ConnectionString(configuration))
        {
            Pooling = false,
            ApplicationName = "todoapp-events",
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        connection.Notification += (_, notification) => Heard(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {JournalSignal.Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);

        _said = null;
        // What happened while nobody listened was not announced to anybody here.
        feeds.WakeAll();
        while (true)
        {
            if (await connection.WaitAsync(s_patience, ct))
                continue;

            feeds.WakeAll();
            feeds.Heartbeat();
        }
    }

    private void Heard(string payload)
    {
        foreach (var id in payload.Split(','))
        {
            if (Guid.TryParseExact(id, "N", out var owner))
                feeds.Wake(owner);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that hears of other replicas' writes was lost: {Reason}")]
    private partial void Lost(string reason);
}
