using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Http;

/// <summary>The section <c>RateLimits</c> of the configuration.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Requests of one signed-in person.</summary>
    public int UserPerMinute { get; set; } = 600;

    /// <summary>Requests from one address without a valid token.</summary>
    public int AddressPerMinute { get; set; } = 120;

    /// <summary>Registrations and sign-ins from one address.</summary>
    public int AuthPerMinute { get; set; } = 20;

    /// <summary>Messages to the assistant, and decisions on what it asks, of one signed-in person.</summary>
    public int ChatPerMinute { get; set; } = 30;
}

/// <summary>
/// How often one may call: per person with a token, per address without. Each replica counts for itself, so N replicas
/// together let through up to N times as much; what must hold exactly, such as the lockout, is in the database. The
/// framework drops the counters of those who have gone quiet, so memory is bounded by who called within a minute.
/// </summary>
internal static class RateLimits
{
    /// <summary>The policy of routes that check or take passwords.</summary>
    public const string SignIn = "sign-in";

    /// <summary>The policy of routes that make the assistant answer.</summary>
    public const string Chat = "chat";

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section)
            .Validate(o => o is { UserPerMinute: > 0, AddressPerMinute: > 0, AuthPerMinute: > 0, ChatPerMinute: > 0 }, "RateLimits must be positive.");
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, options) =>
        {
            limiter.GlobalLimiter = General(options.Value);
            limiter.AddPolicy(SignIn, c => Window($"sign-in {AddressOf(c)}", options.Value.AuthPerMinute));
            limiter.AddPolicy(Chat, c => Window($"chat {c.User.FindFirst(Claims.Subject)?.Value ?? AddressOf(c)}", options.Value.ChatPerMinute));
            limiter.OnRejected = RejectAsync;
        });
    }

    /// <summary>Looks at every request, so it makes nothing anew that it can have ready.</summary>
    private static PartitionedRateLimiter<HttpContext> General(RateLimitOptions options)
    {
        Func<(string Kind, string Name), RateLimiter> user = _ => Limiter(options.UserPerMinute), address = _ => Limiter(options.AddressPerMinute);
        return PartitionedRateLimiter.Create<HttpContext, (string Kind, string Name)>(context =>
            context.User.FindFirst(Claims.Subject) is { } subject
                ? RateLimitPartition.Get(("user", subject.Value), user)
                : RateLimitPartition.Get(("address", AddressOf(context)), address));
    }

    /// <summary>The framework winds up all of them together.</summary>
    private static FixedWindowRateLimiter Limiter(int permits) =>
        new(new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = s_window, AutoReplenishment = false });

    private static RateLimitPartition<string> Window(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = s_window });

    /// <summary>One subscriber of IPv6 usually has a whole /64.</summary>
    private static string AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();

        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString()
            : address.ToString();
    }

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var rest = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : s_window;
        await Problems.WriteAsync(
            rejected.HttpContext,
            new Failure(ProblemCodes.RateLimited, "Too many requests. Wait before you try again.") { RetryAfter = rest });
    }
}
