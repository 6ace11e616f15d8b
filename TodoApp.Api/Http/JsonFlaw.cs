using System.Text.Json;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Http;

/// <summary>Says what is wrong with JSON that is not what was asked for.</summary>
internal static class JsonFlaw
{
    public static Failure Of(JsonException json)
    {
        var where = json.Path is { Length: > 1 } path ? $" at {path}" : "";
        return json.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal)
            ? new(ProblemCodes.UnknownField, $"The body has a member that this request does not know{where}.")
            : new(ProblemCodes.MalformedJson, $"The body is not the JSON this request asks for{where}.");
    }
}
