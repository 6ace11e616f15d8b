namespace TodoApp.Api.Lists;

internal static class ListEndpoints
{
    public static void AddLists(this WebApplicationBuilder builder)
    {
    }

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
    }
}
