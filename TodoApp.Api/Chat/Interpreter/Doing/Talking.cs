using TodoApp.Api.Chat.Interpreter.Grammar;

namespace TodoApp.Api.Chat.Interpreter.Doing;

/// <summary>What is said where there is nothing to do.</summary>
internal static class Talking
{
    private const string Examples =
        """
        - “add buy milk tomorrow 5pm #errand” or “remind me to call Ann on friday”
        - “what's due today”, “show overdue”, “what's in groceries”, “plan my day”
        - “complete the laundry”, “done with 1 and 3”, “I paid the electricity bill”
        - “move the dentist to next friday 3pm”, “make the report urgent”, “tag it with home”, “move it to work”
        - “delete the second one” (I ask first), “restore the draft”, “undo”
        """;

    /// <summary>What it cannot do, and what it can.</summary>
    public const string Help = "I keep your todos. You can say, in your own words:\n\n" + Examples + "\n\nI work without a language model, so plain sentences are best.";

    public const string CannotAnswer = "I can't answer that: I know only your todos, lists and tags. You can say, for example:\n\n" + Examples;

    public const string NotUnderstood = "I can't make out what you would like me to do. You can say, for example:\n\n" + Examples;

    public static string Of(RemarkKind kind) => kind switch
    {
        RemarkKind.Greeting => "Hello! Ask me what is due today, tell me what to add, or say “help”.",
        RemarkKind.Thanks => "You're welcome.",
        RemarkKind.Answer => "There is nothing I am waiting for an answer to. If a card above asks whether I may do something, use its buttons: I can't answer it for you.",
        RemarkKind.Negated => "All right, I changed nothing.",
        RemarkKind.Advice => "That is for you to decide, and I changed nothing. Tell me what to do, for example “complete the laundry” or “delete the laundry”, or say “help”.",
        RemarkKind.Impossible => "I can't do that. I can add, show, complete, change, move, delete and restore todos, create lists, and undo. Say “help” for examples.",
        _ => Help,
    };
}
