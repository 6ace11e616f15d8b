using TodoApp.ServiceDefaults;

namespace TodoApp.Web.Backend;

/// <summary>Registers everything that talks to the API.</summary>
internal static class BackendServices
{
    private const long LongestAnswer = 8 * 1024 * 1024;

    public static void AddBackend(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SessionOptions>().BindConfiguration(SessionOptions.Section);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<AccessTokens>();
        builder.Services.AddSingleton<SessionCookie>();

        builder.Services.AddHttpClient<ApiChannel>(client =>
        {
            client.BaseAddress = ApiAddress(builder.Configuration);
            client.MaxResponseContentBufferSize = LongestAnswer;
        });

        builder.Services.AddScoped<SessionsApi>();
        builder.Services.AddScoped<Session>();
        builder.Services.AddScoped<ApiClient>();
        builder.Services.AddScoped<TodosApi>();
        builder.Services.AddScoped<ListsApi>();
        builder.Services.AddScoped<TagsApi>();
        builder.Services.AddScoped<AccountApi>();
        builder.Services.AddScoped<AssistantApi>();
    }

    private static Uri ApiAddress(IConfiguration configuration)
    {
        const string key = $"services:{ResourceNames.Api}:http:0";
        var address = configuration[key];

        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new Uri(uri.GetLeftPart(UriPartial.Authority) + "/")
            : throw new InvalidOperationException(
                $"'{key}' must be the API's address, such as http://localhost:5080; it is '{address}'. Aspire sets it; by hand use the environment variable {key.Replace(":", "__", StringComparison.Ordinal)}.");
    }
}
