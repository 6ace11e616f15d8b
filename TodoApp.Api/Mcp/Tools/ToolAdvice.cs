using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Tools;

/// <summary>What a model can do about a failure.</summary>
internal static class ToolAdvice
{
    public static string On(string code) => code switch
    {
        ProblemCodes.NotFound => "Find the right id with list_todos, search_todos or list_lists; do not guess one.",
        ProblemCodes.ValidationFailed => "Correct the arguments and call again.",
        ProblemCodes.UnknownField or ProblemCodes.MalformedJson => "Call again with arguments as the input schema describes them.",
        ProblemCodes.InvalidCursor => "Call again without cursor to start from the first page.",
        ProblemCodes.VersionMismatch => "Read it again with get_todo and call again with its version.",
        ProblemCodes.NameTaken => "Use the one there is, or another name.",
        ProblemCodes.Unavailable or ProblemCodes.Busy => "Try again in a few seconds.",
        ProblemCodes.JournalTruncated => "It can no longer be taken back; change it by hand.",
        _ => "",
    };
}
