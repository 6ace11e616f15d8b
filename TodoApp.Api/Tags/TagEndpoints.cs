namespace TodoApp.Api.Tags;

internal static class TagEndpoints
{
    public static void AddTags(this WebApplicationBuilder builder)
    {
    }

    public static void MapTags(this IEndpointRouteBuilder routes)
    {
    }
}
