namespace TodoApp.Api.Http;

/// <summary>How often one may call.</summary>
internal static class RateLimits
{
    public static void AddRateLimits(this WebApplicationBuilder builder) =>
        builder.Services.AddRateLimiter(_ => { });
}
