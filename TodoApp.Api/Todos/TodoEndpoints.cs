namespace TodoApp.Api.Todos;

internal static class TodoEndpoints
{
    public static void AddTodos(this WebApplicationBuilder builder)
    {
    }

    public static void MapTodos(this IEndpointRouteBuilder routes)
    {
    }
}
