using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;

namespace TodoApp.Benchmarks.Stage;

/// <summary>The accounts that <c>seed.sql</c> makes, and how to name what is theirs.</summary>
internal static class Seed
{
    /// <summary>Accounts with <see cref="TodosPerUser"/> todos each, numbered from 1.</summary>
    public const int Users = 1_000;

    /// <summary>Todos of an ordinary account.</summary>
    public const int TodosPerUser = 200;

    /// <summary>The number of the account with 100,000 todos.</summary>
    public const int BigUser = 1_001;

    /// <summary>Stands in one todo of <see cref="BigUser"/> and nowhere else.</summary>
    public const string RareWord = "zeppelin";

    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse battery staple 7";

    /// <summary>Rounds of PBKDF2, as the API ships them.</summary>
    public static readonly int Iterations = new AuthOptions().PasswordIterations;

    public static Guid User(int number) => Guid.Parse($"00000000-0000-7000-8000-{number:x12}");

    public static Guid Session(int number) => Guid.Parse($"00000000-0000-7000-a000-{number:x12}");

    public static Guid Todo(int user, int number) => Guid.Parse($"00000000-{user:x4}-7000-8000-{number:x12}");

    public static string Email(int number) => $"user{number}@example.org";

    public static PasswordHasher<User> Hasher() => new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    public static string Sql() =>
        Resource.Text("seed.sql").Replace("{password_hash}", Hasher().HashPassword(null!, Password), StringComparison.Ordinal);
}
