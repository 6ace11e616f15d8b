namespace TodoApp.Api.Accounts;

/// <summary>A person's own account.</summary>
internal static class AccountRegistration
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
    }
}
