using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace TodoApp.Api.Persistence;

/// <summary>PostgreSQL folds unquoted names to lower case, so tables and columns are named like_this.</summary>
internal static partial class SnakeCase
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Of(property.GetColumnName()));
        }
    }

    /// <summary>The name in lower case with an underscore before each word.</summary>
    public static string Of(string name) => WordStart().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
