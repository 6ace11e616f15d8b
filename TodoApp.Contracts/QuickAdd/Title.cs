using System.Text;

namespace TodoApp.Contracts.QuickAdd;

/// <summary>What is left for the title.</summary>
internal static class Title
{
    /// <summary>The words that were not taken, single-spaced; all of them when every one was taken.</summary>
    public static string Of(List<Token> tokens, Dictionary<Token, QuickAddKind> taken)
    {
        var isAllTaken = taken.Count == tokens.Count;
        var title = new StringBuilder();
        foreach (var token in tokens)
        {
            if (!isAllTaken && taken.TryGetValue(token, out var kind))
            {
                // The end of a sentence survives the word it stood at: "Call Ann tomorrow?"
                if (title.Length > 0 && kind is not QuickAddKind.Recurrence)
                    title.Append(token.Tail);
                continue;
            }

            if (title.Length > 0)
                title.Append(' ');
            title.Append(Unescaped(token));
        }

        return title.ToString();
    }

    private static string Unescaped(Token token) => token.IsLiteral && token.Raw[0] == '\\' ? token.Raw[1..] : token.Raw;
}
