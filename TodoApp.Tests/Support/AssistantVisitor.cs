using AngleSharp.Html.Dom;

namespace TodoApp.Tests.Support;

/// <summary>Talks to the assistant as a browser without scripts does.</summary>
internal static class AssistantVisitor
{
    /// <summary>Says something on a page of the assistant, and comes back with the page that shows the answer.</summary>
    public static async Task<WebPage> Say(this Visitor visitor, string message, string from = "/assistant")
    {
        var page = await visitor.Get(from);
        return await visitor.Submit(page.Composer(), ("message", message));
    }

    /// <summary>The form for the next message.</summary>
    public static IHtmlFormElement Composer(this WebPage page) => (IHtmlFormElement)page.One("form[data-composer]");

    /// <summary>What the person said, in order.</summary>
    public static IReadOnlyList<string> Said(this WebPage page) => page.Texts("[data-messages] .said-text");

    /// <summary>What the assistant answered, in order.</summary>
    public static IReadOnlyList<string> Answers(this WebPage page) => page.Texts("[data-messages] .answer-text");

    /// <summary>What the assistant did, in words.</summary>
    public static IReadOnlyList<string> Steps(this WebPage page) => page.Texts("[data-messages] .step-name");

    /// <summary>The address of the conversation, without the mark of its end.</summary>
    public static string Conversation(this WebPage page) => page.Path.Split('#')[0];
}
