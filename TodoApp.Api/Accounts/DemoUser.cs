using System.Security.Cryptography;
using TodoApp.Api.Auth;
using TodoApp.Api.Lists;
using TodoApp.Api.Persistence;
using TodoApp.Api.Todos;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>
/// Makes somebody to look around as, with a password that is printed once. In Development only, and only when
/// <c>Demo:Seed</c> asks for it: nobody else's database gets an account that others know the name of.
/// </summary>
internal sealed partial class DemoUser(IServiceScopeFactory scopes, Schema schema, TimeProvider time, ILogger<DemoUser> logger) : BackgroundService
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await using var scope = scopes.CreateAsyncScope();
        var email = $"demo-{time.GetUtcNow():yyyyMMddHHmmss}@example.org";
        var password = RandomNumberGenerator.GetString(Alphabet, 16);
        var request = new RegisterRequest(email, password, "Demo", Client: ClientKind.App);
        var registered = await scope.ServiceProvider.GetRequiredService<Registration>()
            .RegisterAsync(request, "demo", stoppingToken);
        if (registered.Failure is { } failure)
        {
            NotMade(failure.Detail);
            return;
        }

        await FillAsync(scope.ServiceProvider, new UserId(registered.Value.User.Id), stoppingToken);
        Made(email, password);
    }

    private async Task FillAsync(IServiceProvider services, UserId owner, CancellationToken ct)
    {
        var caller = new Caller(owner, "system", Guid.CreateVersion7());
        var todos = services.GetRequiredService<TodoService>();
        var list = await services.GetRequiredService<ListService>().CreateAsync(caller, new CreateList("Trip to Lisbon", "teal"), ct);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        foreach (var todo in new CreateTodo[]
        {
            new("Complete me with the circle on the left"),
            new("Pay the rent", Priority: Priority.High, DueOn: today, Tags: ["home"]),
            new("Call the dentist", DueOn: today, DueAt: new TimeOnly(9, 30), Tags: ["errand"]),
            new("Water the plants", DueOn: today.AddDays(2), Tags: ["home"]),
            new("Book the flights", "Window seats, *no* red-eye.", list.Value.Id, null, Priority.Medium, ["travel"], today.AddDays(5)),
            new("Ask Ana about restaurants", null, list.Value.Id, Tags: ["travel"]),
        })
        {
            await todos.CreateAsync(caller, todo, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo user is {Email}, the password {Password}")]
    private partial void Made(string email, string password);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no demo user: {Reason}")]
    private partial void NotMade(string reason);
}
