using System.Text.RegularExpressions;

namespace TodoApp.Tests.Architecture;

/// <summary>
/// What a migration may do while replicas of the version before serve: add, and in steps that hold nobody up. It reads SQL as
/// text, which is enough to notice what somebody did not think of.
/// </summary>
internal static partial class SchemaChangeRules
{
    /// <summary>Statements that take away, narrow or rename what the version before uses.</summary>
    private static readonly (string Flaw, Regex Pattern)[] s_contractions =
    [
        ("drops something that the version before may use", Drop()),
        ("renames", Rename()),
        ("changes the type of a column", ChangeType()),
        ("forbids null in a column that the version before may leave null", SetNotNull()),
        ("drops a default that the version before may count on", DropDefault()),
        ("adds a column that the version before does not fill", NotNullWithoutDefault()),
        ("adds a constraint that what the version before writes may break", AddConstraint()),
        ("takes rights away", Revoke()),
        ("empties a table", Truncate()),
    ];

    /// <summary>Statements that hold a table for as long as it is large, whatever they are for.</summary>
    private static readonly (string Flaw, Regex Pattern)[] s_stalls =
    [
        ("rewrites a table: its default differs from row to row", RewritingDefault()),
        ("rewrites a table", Rewrite()),
        ("locks a table by hand", Lock()),
        ("changes rows: do it in batches, as a chore", ChangeRows()),
        ("checks every row under a lock: add it NOT VALID, and VALIDATE it in a migration of its own", AddCheckedConstraint()),
    ];

    /// <summary>What is wrong with a statement or several, in a transaction or each on its own.</summary>
    /// <param name="sql">As a migration runs it.</param>
    /// <param name="inTransaction">Whether the migration's transaction is around it.</param>
    public static IReadOnlyList<string> Flaws(string sql, bool inTransaction) => [.. All(Plain(sql), inTransaction).Select(f => f.Flaw)];

    /// <summary>Those that remain although a migration is marked as a contraction.</summary>
    public static IReadOnlyList<string> FlawsOfContraction(string sql, bool inTransaction) =>
        [.. All(Plain(sql), inTransaction).Where(f => !f.IsContraction).Select(f => f.Flaw)];

    private static IEnumerable<(string Flaw, bool IsContraction)> All(string sql, bool inTransaction)
    {
        var made = CreateTable().Matches(sql).Select(t => t.Groups["table"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var statement in sql.Split(';').Select(s => s.Trim()).Where(s => s.Length > 0))
        {
            // A table that is made here has no rows and nobody who waits for it.
            if (Subject().Match(statement) is { Success: true } subject && made.Contains(subject.Groups["table"].Value))
                continue;

            // A constraint that takes the place of one of its name is meant to be wider; whether it is, people have to see.
            var others = SameName().Replace(statement, "");
            foreach (var (flaw, _) in s_contractions.Where(rule => rule.Pattern.IsMatch(others)))
                yield return ($"{flaw}: {Short(statement)}", true);
            foreach (var (flaw, _) in s_stalls.Where(rule => rule.Pattern.IsMatch(statement)))
                yield return ($"{flaw}: {Short(statement)}", false);
            if (CreateIndex().IsMatch(statement) && (inTransaction || !Concurrently().IsMatch(statement)))
                yield return ($"holds up writes while it makes an index: CREATE INDEX CONCURRENTLY, with suppressTransaction: {Short(statement)}", false);
            if (UniqueIndex().IsMatch(statement))
                yield return ($"forbids what the version before may write: {Short(statement)}", true);
        }
    }

    /// <summary>Without comments, bodies of functions and strings, which are no statements of the migration.</summary>
    private static string Plain(string sql) =>
        Space().Replace(Text().Replace(Body().Replace(Comment().Replace(sql, " "), "''"), "''"), " ");

    private static string Short(string statement) => statement[..Math.Min(statement.Length, 120)];

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\$(\w*)\$.*?\$\1\$", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Text();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\bCREATE (UNLOGGED )?TABLE (IF NOT EXISTS )?(public\.)?""?(?<table>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"^(ALTER TABLE (IF EXISTS )?(ONLY )?|CREATE (UNIQUE )?INDEX .*?\bON (ONLY )?|INSERT INTO |UPDATE |DELETE FROM )(public\.)?""?(?<table>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\bDROP (TABLE|COLUMN|VIEW|MATERIALIZED VIEW|FUNCTION|PROCEDURE|TYPE|DOMAIN|SEQUENCE|SCHEMA|TRIGGER|EXTENSION|ROLE|OWNED)\b|\bALTER TABLE \S+ DROP (?!COLUMN|CONSTRAINT|DEFAULT|NOT NULL|EXPRESSION)\w", RegexOptions.IgnoreCase)]
    private static partial Regex Drop();

    [GeneratedRegex(@"\bRENAME\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rename();

    [GeneratedRegex(@"\bALTER (COLUMN )?\S+ (SET DATA )?TYPE\b|^ALTER (TYPE|DOMAIN)\b(?!.*\bADD VALUE\b)", RegexOptions.IgnoreCase)]
    private static partial Regex ChangeType();

    [GeneratedRegex(@"\bSET NOT NULL\b", RegexOptions.IgnoreCase)]
    private static partial Regex SetNotNull();

    [GeneratedRegex(@"\bDROP DEFAULT\b", RegexOptions.IgnoreCase)]
    private static partial Regex DropDefault();

    [GeneratedRegex(@"\bADD COLUMN\b(?:(?!,\s*ADD\b|\bDEFAULT\b|\bGENERATED\b).)*\b(NOT NULL|PRIMARY KEY)\b(?!(?:(?!,\s*ADD\b).)*\b(DEFAULT|GENERATED)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex NotNullWithoutDefault();

    [GeneratedRegex(@"\bDROP CONSTRAINT (?<name>\w+) ?,\s*ADD CONSTRAINT \k<name>\b", RegexOptions.IgnoreCase)]
    private static partial Regex SameName();

    [GeneratedRegex(@"\bADD (CONSTRAINT|CHECK|UNIQUE|FOREIGN KEY|PRIMARY KEY|EXCLUDE)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AddConstraint();

    [GeneratedRegex(@"\bADD (CONSTRAINT|CHECK|UNIQUE|FOREIGN KEY|PRIMARY KEY|EXCLUDE)\b(?!.*\b(NOT VALID|USING INDEX)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex AddCheckedConstraint();

    [GeneratedRegex(@"^REVOKE\b", RegexOptions.IgnoreCase)]
    private static partial Regex Revoke();

    [GeneratedRegex(@"^TRUNCATE\b", RegexOptions.IgnoreCase)]
    private static partial Regex Truncate();

    [GeneratedRegex(@"\bADD COLUMN\b.*\bDEFAULT\b\s*\(?\s*(gen_random_uuid|uuidv7|random|clock_timestamp|nextval|timeofday)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RewritingDefault();

    [GeneratedRegex(@"\bADD COLUMN\b.*(\bGENERATED\b|\b(small|big)?serial\b)|^(CLUSTER|VACUUM FULL|REINDEX (?!.*CONCURRENTLY))|\bSET (LOGGED|UNLOGGED|TABLESPACE)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rewrite();

    [GeneratedRegex(@"^LOCK\b", RegexOptions.IgnoreCase)]
    private static partial Regex Lock();

    [GeneratedRegex(@"^(UPDATE|DELETE FROM|WITH\b.*\b(UPDATE|DELETE FROM))\b", RegexOptions.IgnoreCase)]
    private static partial Regex ChangeRows();

    [GeneratedRegex(@"^CREATE (UNIQUE )?INDEX\b", RegexOptions.IgnoreCase)]
    private static partial Regex CreateIndex();

    [GeneratedRegex(@"^CREATE (UNIQUE )?INDEX CONCURRENTLY\b", RegexOptions.IgnoreCase)]
    private static partial Regex Concurrently();

    [GeneratedRegex(@"^CREATE UNIQUE INDEX\b", RegexOptions.IgnoreCase)]
    private static partial Regex UniqueIndex();
}
