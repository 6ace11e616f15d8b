namespace TodoApp.Api.Persistence.Migrations;

/// <summary>
/// A migration that takes something away, or narrows it. It may stand in the release after the one that stopped using it, and
/// no sooner: replicas of that one are served by it (docs/decisions/0015-schema-changes.md).
/// </summary>
/// <param name="unusedSince">The release that stopped using what is taken away, such as <c>1.3.0</c>.</param>
/// <param name="why">What is taken away, and what is used instead.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ContractionAttribute(string unusedSince, string why) : Attribute
{
    public string UnusedSince => unusedSince;

    public string Why => why;
}
