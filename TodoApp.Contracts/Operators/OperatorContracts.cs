namespace TodoApp.Contracts;

/// <summary>The replica that answered, and the database as it sees it. Nothing of anybody's account is in it.</summary>
/// <param name="Version">Of the build.</param>
/// <param name="Instance">Which replica answered: the name of its pod or machine.</param>
/// <param name="StartedAt">When its process started.</param>
/// <param name="UptimeSeconds">How long that is ago.</param>
/// <param name="Ready">Whether the database answers and its schema is new enough.</param>
/// <param name="Database">Whether it answers.</param>
/// <param name="Schema">Migrations; null when the database does not answer.</param>
/// <param name="Load">What the database has to do; null when it does not answer.</param>
/// <param name="Gauges">Pool, queues, streams and sessions of this replica, by the names of their metrics.</param>
/// <param name="RecentErrors">Warnings and errors that operator_recent_errors would give.</param>
public sealed record OperatorStatus(
    string Version, string Instance, DateTimeOffset StartedAt, long UptimeSeconds, bool Ready, string Database,
    SchemaStatus? Schema, DatabaseLoad? Load, IReadOnlyDictionary<string, double> Gauges, int RecentErrors);

/// <summary>How the schema stands to this build.</summary>
/// <param name="Applied">How many migrations the database has.</param>
/// <param name="Newest">The newest of them.</param>
/// <param name="Missing">Those that this build needs and the database has not.</param>
/// <param name="Ahead">Those that the database has and this build does not know: a newer version was here.</param>
public sealed record SchemaStatus(int Applied, string? Newest, IReadOnlyList<string> Missing, IReadOnlyList<string> Ahead);

/// <summary>What the database has to do, of all replicas together.</summary>
/// <param name="Replicas">Replicas that listen for events: those that run.</param>
/// <param name="Active">Connections that run a statement.</param>
/// <param name="Idle">Connections that wait in pools.</param>
/// <param name="IdleInTransaction">Connections that hold a transaction open and do nothing.</param>
/// <param name="WaitingForLocks">Connections that wait for a lock.</param>
/// <param name="LongestTransactionSeconds">How long the longest transaction has been open.</param>
/// <param name="MostConnections">How many the server allows, of everybody.</param>
/// <param name="Bytes">Size of the database.</param>
public sealed record DatabaseLoad(
    int Replicas, int Active, int Idle, int IdleInTransaction, int WaitingForLocks, double LongestTransactionSeconds,
    int MostConnections, long Bytes);

/// <summary>What routes took and how often they failed, on the replica that answered.</summary>
/// <param name="Instance">Which replica answered.</param>
/// <param name="Minutes">How far back it reaches.</param>
/// <param name="Routes">The slowest first, by their 95th percentile.</param>
public sealed record SlowRoutes(string Instance, int Minutes, IReadOnlyList<RouteTiming> Routes);

/// <summary>One route. Streams, which stay open, are not among them.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Route">Its template, never a path with ids.</param>
/// <param name="Count">Requests.</param>
/// <param name="Refused">Answers from 400 to 499.</param>
/// <param name="Failed">Answers from 500.</param>
/// <param name="ErrorRate">The part of all requests that failed, 0 to 1.</param>
/// <param name="P50">Half of the requests took no longer, in milliseconds.</param>
/// <param name="P95">95 of 100 took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
public sealed record RouteTiming(
    string Method, string Route, long Count, long Refused, long Failed, double ErrorRate, double P50, double P95, double P99);

/// <summary>Warnings and errors that the replica that answered has logged.</summary>
/// <param name="Instance">Which replica answered.</param>
/// <param name="Items">The newest first.</param>
public sealed record RecentErrorList(string Instance, IReadOnlyList<RecentError> Items);

/// <summary>One line of the log, without any value that it carries: those may be somebody's.</summary>
/// <param name="At">When.</param>
/// <param name="Level">Warning, Error or Critical.</param>
/// <param name="Category">What logged it.</param>
/// <param name="EventId">Its number there.</param>
/// <param name="EventName">Its name there.</param>
/// <param name="Template">What it says, with placeholders instead of values; null where that is not known to be safe.</param>
/// <param name="Exception">Types of the exception and of those within it.</param>
/// <param name="CorrelationId">What the caller was told to quote.</param>
/// <param name="TraceId">Its trace.</param>
public sealed record RecentError(
    DateTimeOffset At, string Level, string Category, int EventId, string? EventName, string? Template, string? Exception,
    string? CorrelationId, string? TraceId);

/// <summary>Runbooks that fit, the best first.</summary>
/// <param name="Known">The names of all that there are.</param>
/// <param name="Items">Those that fit, at most three.</param>
public sealed record RunbookList(IReadOnlyList<string> Known, IReadOnlyList<Runbook> Items);

/// <summary>What to do when an alert fires.</summary>
/// <param name="Name">Its file, without the ending.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">All of it, as Markdown.</param>
public sealed record Runbook(string Name, string Title, string Text);
