namespace TodoApp.Api.Accounts;

/// <summary>A person's own account.</summary>
internal static class AccountRegistration
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Registration>();
        builder.Services.AddScoped<Profiles>();
        builder.Services.AddScoped<AccountSecurity>();
        if (builder.Environment.IsDevelopment() && builder.Configuration.GetValue<bool>("Demo:Seed"))
            builder.Services.AddHostedService<DemoUser>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes) => routes.MapAccount();
}
