namespace TodoApp.Api.Chat.Interpreter.Grammar;

/// <summary>How far two words are apart: letters put in, left out, changed, or swapped with the next (optimal string alignment).</summary>
internal static class Edits
{
    private const int MostLetters = 40;

    /// <summary>Whether at most so many edits make one of the other.</summary>
    public static bool Within(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most || a.Length > MostLetters || b.Length > MostLetters)
            return false;

        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
                rows[i, j] = Cell(rows, a, b, i, j);
        }

        return rows[a.Length, b.Length] <= most;
    }

    private static int Cell(int[,] rows, string a, string b, int i, int j)
    {
        if (i == 0 || j == 0)
            return i + j;

        var cell = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(cell, rows[i - 2, j - 2] + 1) : cell;
    }
}
