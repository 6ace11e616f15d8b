using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.ServiceDefaults;

namespace TodoApp.Api.Http;

/// <summary>
/// Turns what the framework and the database throw into problems: a request that cannot be read is the caller's, a
/// database that is away or not yet migrated is a 503, and everything else is a bug that only the log describes.
/// </summary>
internal sealed partial class ProblemExceptionHandler(
    IProblemDetailsService problems, Schema schema, ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var (status, code, detail) = Log(exception);
        if (status is StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;

        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = status, Detail = detail, Extensions = { ["code"] = code } },
        });
    }

    /// <summary>The problem as part of an answer that has begun already, so that its status cannot say it any more.</summary>
    public ProblemDetails ToProblem(Exception exception)
    {
        var (status, code, detail) = Log(exception);
        return new()
        {
            Status = status,
            Detail = detail,
            Extensions = { ["code"] = code, ["correlationId"] = Correlation.Current },
        };
    }

    private (int Status, string Code, string Detail) Log(Exception exception)
    {
        (int Status, string Code, string Detail) described = IsBeforeMigration(exception)
            ? (503, ProblemCodes.Unavailable, "The database is not yet as this version needs it. Nothing was changed; try again shortly.")
            : Describe(exception);
        if (described.Status is StatusCodes.Status500InternalServerError)
            Bug(exception);
        else if (described.Status is StatusCodes.Status503ServiceUnavailable)
            Unavailable(exception.GetType().Name, exception.Message);
        return described;
    }

    /// <summary>What an exception means to who called.</summary>
    internal static (int Status, string Code, string Detail) Describe(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: 413 } =>
            (413, ProblemCodes.BodyTooLarge, $"The body is longer than {Limits.Body} bytes, or {Limits.ImportBody} for an import."),
        BadHttpRequestException { StatusCode: 415 } => (415, ProblemCodes.UnsupportedMediaType, "The body is of a media type that this route does not take; most take application/json."),
        BadHttpRequestException { InnerException: JsonException json } => Describe(JsonFlaw.Of(json)),
        InvalidHeaderException header => (400, ProblemCodes.InvalidHeader, header.Message),
        BadHttpRequestException bad => (bad.StatusCode, ProblemCodes.BadRequest, bad.Message),
        _ when IsDatabaseAway(exception) =>
            (503, ProblemCodes.Unavailable, "The database is away for the moment. Nothing was changed; try again shortly."),
        PostgresException { SqlState: var state } when state.StartsWith("23", StringComparison.Ordinal) =>
            (409, ProblemCodes.Conflict, "This does not go together with what was written at the same moment. Read again, then decide."),
        _ => (500, ProblemCodes.Internal, "Something went wrong on our side. Quote the correlation id when you report it."),
    };

    /// <summary>A table, a column or a function is not there, in a database that was never seen to be new enough.</summary>
    private bool IsBeforeMigration(Exception? exception) => !schema.WasNewEnough && exception switch
    {
        null => false,
        PostgresException { SqlState: var state } => state is "42P01" or "42703" or "42883",
        _ => IsBeforeMigration(exception.InnerException),
    };

    private static (int, string, string) Describe(Failure failure) => (Problems.StatusOf(failure.Code), failure.Code, failure.Detail);

    private static bool IsDatabaseAway(Exception? exception) => exception switch
    {
        null => false,
        // 57: operator intervention (shut down, cancelled by timeout); 53: out of resources; 08: connection; 55P03: lock
        // timeout; 40: deadlock or serialization.
        PostgresException { SqlState: var state } =>
            state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("40", StringComparison.Ordinal)
            || state is "55P03" or "28000" or "28P01" or "3D000",
        NpgsqlException or SocketException or TimeoutException => true,
        _ => IsDatabaseAway(exception.InnerException),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception")]
    private partial void Bug(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer: {Kind}: {Reason}")]
    private partial void Unavailable(string kind, string reason);
}
