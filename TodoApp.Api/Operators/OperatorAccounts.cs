using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Contracts;

namespace TodoApp.Api.Operators;

/// <summary>The section <c>Operators</c> of the configuration.</summary>
internal sealed class OperatorOptions
{
    public const string Section = "Operators";

    /// <summary>
    /// Accounts whose tokens may have the scope <see cref="Scopes.OperatorRead"/>, as <c>GET /me</c> names them. Not by e-mail:
    /// nobody proves that an address is theirs, so whoever registered it first would be an operator.
    /// </summary>
    public IReadOnlyList<Guid> UserIds { get; set; } = [];
}

/// <summary>
/// Knows who operates the service. Asked with every request, and it reads the settings as they are then, so that whoever is
/// taken out of them is out at once.
/// </summary>
internal sealed class OperatorAccounts(IOptionsMonitor<OperatorOptions> options)
{
    public bool Include(UserId account) => options.CurrentValue.UserIds.Contains(account.Value);

    /// <summary>What a token allows today: its scopes, without the operators' when its owner is none any more.</summary>
    public string Limit(Guid account, string scope) =>
        !scope.Contains(Scopes.OperatorRead, StringComparison.Ordinal) || Include(new(account))
            ? scope
            : string.Join(' ', scope.Split(' ').Where(s => s != Scopes.OperatorRead));
}
