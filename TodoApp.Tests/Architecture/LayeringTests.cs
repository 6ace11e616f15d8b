using System.Reflection;
using TodoApp.Api;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Answers;
using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Tests.Architecture;

[Trait("Kind", "Architecture")]
public sealed class LayeringTests
{
    private static readonly string[] s_domain = ["Todos", "Lists", "Tags", "Journal", "QuickAdd", "Recurrence", "Transfer", "Answers", "Conversations"];

    private static readonly Type[] s_database = [typeof(TodoDbContext), typeof(DatabaseScope), typeof(DatabasePool)];

    private static readonly Type[] s_whose = [typeof(UserId), typeof(Caller), typeof(Asker)];

    private static IEnumerable<Type> Types =>
        typeof(ApiEntryPoint).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("TodoApp.", StringComparison.Ordinal) == true);

    private static IEnumerable<Type> Services => Types.Where(t =>
        s_domain.Contains(t.Namespace!.Split('.')[^1]) && !t.IsAssignableTo(typeof(IChore))
        && t.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => s_database.Contains(p.ParameterType)));

    [Fact]
    public void Every_method_of_a_service_asks_first_whose_data_it_may_touch()
    {
        var methods = Services.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).ToList();

        Assert.True(methods.Count >= 15, $"Only {methods.Count} methods were found.");
        Assert.Empty(methods
            .Where(m => m.GetParameters() is not [{ ParameterType: var first }, ..] || !s_whose.Contains(first))
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}"));
    }

    [Fact]
    public void Every_asynchronous_method_of_a_service_can_be_cancelled()
    {
        var methods = Services.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType)).ToList();

        Assert.NotEmpty(methods);
        Assert.Empty(methods.Where(m => m.GetParameters()[^1].ParameterType != typeof(CancellationToken)).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"));
    }

    [Fact]
    public void No_adapter_touches_the_database()
    {
        var handlers = Types.Where(t => t.Name.EndsWith("Endpoints", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)).ToList();

        Assert.True(handlers.Count >= 20, $"Only {handlers.Count} handlers were found.");
        Assert.Empty(handlers.Where(m => m.GetParameters().Any(p => s_database.Contains(p.ParameterType))).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"));
    }

    [Fact]
    public void Contracts_stand_on_the_framework_alone_and_web_does_not_know_the_api()
    {
        var contracts = typeof(TodoItem).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        var web = typeof(TodoApp.Web.WebEntryPoint).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();

        Assert.NotEmpty(contracts);
        Assert.All(contracts, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.Contains("TodoApp.Contracts", web);
        Assert.DoesNotContain("TodoApp.Api", web);
        Assert.DoesNotContain(web, name => name.StartsWith("Npgsql", StringComparison.Ordinal) || name.Contains("EntityFramework", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_say_what_a_type_is()
    {
        string[] empty = ["Helper", "Manager", "Utils", "Util", "Common", "Misc"];

        Assert.NotEmpty(Types);
        Assert.Empty(Types.Where(t => empty.Any(word => t.Name.EndsWith(word, StringComparison.Ordinal))).Select(t => t.FullName));
    }
}
