using TodoApp.Web.Todos;

namespace TodoApp.Web.Layout;

/// <summary>Registers what pages are made with.</summary>
internal static class LayoutServices
{
    public static void AddScreens(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AssetUrls>();
        builder.Services.AddScoped<Screen>();
        builder.Services.AddScoped<RowAnswers>();
    }

    /// <summary>The group all pages are in. Cross-site requests are refused before they get here, so no form carries a token.</summary>
    public static RouteGroupBuilder MapPages(this IEndpointRouteBuilder routes) => routes.MapGroup("").DisableAntiforgery();
}
