using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Doing;

/// <summary>Failures of tools in words. Their text may quote data, so only its beginning is shown.</summary>
internal static class Failures
{
    private const int MostText = 200;

    public static string Say(Given given) => given.Code switch
    {
        _ when IsRefused(given) => "All right, nothing was changed.",
        ProblemCodes.NotFound => "That is not there any more.",
        _ => $"That did not work: {Short(given.Text)}",
    };

    /// <summary>Whether a person said no.</summary>
    public static bool IsRefused(Given given) =>
        given.IsError && (given.Text.Contains("refused", StringComparison.OrdinalIgnoreCase) || given.Text.Contains("declined", StringComparison.OrdinalIgnoreCase));

    private static string Short(string text)
    {
        var detail = text.IndexOf(": ", StringComparison.Ordinal) is > 0 and < 40 and var end ? text[(end + 2)..] : text;
        return Phrasing.Escape(detail.Length > MostText ? detail[..MostText] + "…" : detail);
    }
}
