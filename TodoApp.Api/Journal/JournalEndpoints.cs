namespace TodoApp.Api.Journal;

internal static class JournalEndpoints
{
    public static void AddJournal(this WebApplicationBuilder builder)
    {
    }

    public static void MapJournal(this IEndpointRouteBuilder routes)
    {
    }
}
