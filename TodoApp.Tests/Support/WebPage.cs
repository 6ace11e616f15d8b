using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace TodoApp.Tests.Support;

/// <summary>A page as a browser without scripts sees it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Path">The path it was found at in the end.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Html">Its text.</param>
public sealed record WebPage(HttpStatusCode Status, string Path, HttpResponseHeaders Headers, string Html)
{
    private readonly Lazy<IHtmlDocument> _document = new(() => new HtmlParser().ParseDocument(Html));

    /// <summary>Its elements.</summary>
    public IHtmlDocument Document => _document.Value;

    /// <summary>The titles of the todos on it, in their order.</summary>
    public IReadOnlyList<string> Titles => Texts("#view .todo-title");

    /// <summary>What the notice says, if there is one.</summary>
    public string Notice => string.Join(' ', Texts("#toasts .toast p"));

    /// <summary>The main heading.</summary>
    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>What is said about fields and forms that are not right.</summary>
    public IReadOnlyList<string> Complaints => Texts(".field-error, .alert p");

    /// <summary>The texts of all elements that a selector finds.</summary>
    public IReadOnlyList<string> Texts(string selector) =>
        [.. Document.QuerySelectorAll(selector).Select(element => element.TextContent.Trim())];

    /// <summary>The one element that a selector must find.</summary>
    public IElement One(string selector) => Document.QuerySelector(selector)
        ?? throw new InvalidOperationException($"There is no '{selector}' on {Path} ({(int)Status}): {Heading}");

    /// <summary>The form with an action.</summary>
    public IHtmlFormElement Form(string action) =>
        (IHtmlFormElement)One($"form[action='{action}']");

    /// <summary>The form that a button of a row belongs to.</summary>
    public IHtmlFormElement FormOf(string buttonLabel) =>
        (IHtmlFormElement)One($"button[aria-label='{buttonLabel}']").Closest("form")!;

    /// <summary>The address of the todo with a title.</summary>
    public string PathTo(string title) =>
        Document.QuerySelectorAll(".todo-title").First(link => link.TextContent.Trim() == title).GetAttribute("href")!;
}
