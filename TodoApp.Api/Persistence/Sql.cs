using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;

namespace TodoApp.Api.Persistence;

/// <summary>
/// A statement written as an interpolated string. What is interpolated never becomes text: values become typed
/// parameters, so that the same statement is always the same text and PostgreSQL prepares it once; other statements
/// become part of it.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Sql
{
    private readonly List<object> _parts;

    /// <summary>Called by the compiler.</summary>
    public Sql(int literalLength, int formattedCount) => _parts = new(formattedCount * 2 + (literalLength > 0 ? 1 : 0));

    /// <summary>Trusted text, such as a list of columns.</summary>
    public static Sql Text(string text)
    {
        var sql = new Sql(text.Length, 0);
        sql.AppendLiteral(text);
        return sql;
    }

    /// <summary>
    /// How many rows at the most. Stands in the text: PostgreSQL would otherwise plan for a tenth of all rows, find a plan
    /// for the given number cheaper, and so plan every execution anew.
    /// </summary>
    public static Sql Limit(int rows) => Text(string.Create(CultureInfo.InvariantCulture, $" LIMIT {rows}"));

    /// <summary>Called by the compiler for text.</summary>
    public void AppendLiteral(string text) => _parts.Add(text);

    /// <summary>Called by the compiler for a part that is a statement itself.</summary>
    public void AppendFormatted(Sql part) => _parts.AddRange(part._parts);

    /// <summary>Called by the compiler for a value.</summary>
    public void AppendFormatted<T>(T value) => _parts.Add(SqlParameter.Of(value));

    /// <summary>Adds to the end.</summary>
    public Sql Append(Sql more)
    {
        _parts.AddRange(more._parts);
        return this;
    }

    /// <summary>The command, to be disposed of by the caller.</summary>
    public NpgsqlCommand On(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand { Connection = connection };
        var text = new StatementText();
        foreach (var part in _parts)
        {
            if (part is not NpgsqlParameter parameter)
            {
                text.Add((string)part);
                continue;
            }

            // A part that stands in a statement twice has its values once.
            var place = command.Parameters.IndexOf(parameter);
            if (place < 0)
            {
                place = command.Parameters.Count;
                command.Parameters.Add(parameter);
            }

            text.AddPlaceholder(place + 1);
        }

        command.CommandText = text.ToString();
        return command;
    }
}
