namespace TodoApp.Api.Transfer.Csv;

/// <summary>
/// Keeps spreadsheets from running text as a formula: what could be one gets an apostrophe in front, as OWASP
/// advises. Reading takes it off again, so that every text comes back as it was, those with apostrophes included.
/// </summary>
internal static class FormulaGuard
{
    private const char Guard = '\'';

    public static string Add(string text) => IsFormula(text) ? Guard + text : text;

    public static string Remove(string text) => text is [Guard, .. var rest] && IsFormula(rest) ? rest : text;

    /// <summary>
    /// Whether a text begins like a formula. Apostrophes in front make no difference to that; otherwise a text that
    /// looks guarded already could not be told from one that is.
    /// </summary>
    private static bool IsFormula(string text)
    {
        var bare = text.AsSpan().TrimStart(Guard);
        if (bare is ['\t' or '\r' or '\n', ..])
            return true;

        foreach (var c in bare)
        {
            if (c is not Guard && !char.IsWhiteSpace(c))
                return c is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
        }

        return false;
    }
}
