using TodoApp.Api.Outcomes;

namespace TodoApp.Api.Mcp.Consents;

/// <summary>Why something that a person has to allow was not done. Nothing was changed in any of these cases.</summary>
internal static class ConsentFailures
{
    public static Failure NobodyToAsk { get; } = new(
        "consent_unavailable",
        "A person has to allow this, and this client cannot ask one. Nothing was changed. Tell the person to do it in TodoApp, or to use a client that supports elicitation.");

    public static Failure Declined { get; } = new(
        "consent_declined", "The person said no. Nothing was changed. Do not ask again unless they do.");

    public static Failure NotGood { get; } = new(
        "consent_invalid", "The consent is not good for this call: it has ended, was used, or was given for something else. Nothing was changed. Call again without it to ask anew.");

    public static Failure Waiting(string question) => new(
        "consent_required", $"The person was asked: {question} Nothing was changed yet. Wait for their answer; do not call again.");
}
