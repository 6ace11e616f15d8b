namespace TodoApp.Api.Persistence.Migrations;

/// <summary>
/// The migrations of this build, in order. EF Core knows them too, but only once its services are made, and a process is ready
/// before anybody needs those. A test holds the two together.
/// </summary>
internal static class MigrationList
{
    public static IReadOnlyList<string> Ids { get; } =
    [
        "20261120000001_Initial",
        "20261120000002_Undo",
        "20261120000003_Recurrence",
        "20261120000004_Idempotency",
        "20261120000005_JournalRetention",
        "20261120000006_Order",
        "20261120000007_TodoJournal",
        "20261120000008_Search",
        "20261120000009_Consents",
        "20261120000010_Chat",
        "20261120000011_OperatorScope",
        "20261127000012_TrashMakesNoTags",
    ];
}
