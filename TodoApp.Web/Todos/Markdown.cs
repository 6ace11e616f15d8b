using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace TodoApp.Web.Todos;

/// <summary>Turns notes into HTML that cannot do anything but be read.</summary>
internal static class Markdown
{
    private const int DeepestNesting = 32;

    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" };

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder { MaximumNestingDepth = DeepestNesting }
        .DisableHtml()
        .UsePipeTables()
        .UseEmphasisExtras()
        .UseTaskLists()
        .UseAutoLinks()
        .Build();

    public static MarkupString Render(string notes)
    {
        try
        {
            return new(ToHtml(notes));
        }
        // Nesting without end is no markup anyone meant: show it as it was typed.
        catch (Exception flaw) when (flaw is ArgumentException or InvalidOperationException)
        {
            return new($"<p>{System.Net.WebUtility.HtmlEncode(notes)}</p>");
        }
    }

    private static string ToHtml(string notes)
    {
        var document = Markdig.Markdown.Parse(notes, Pipeline);
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage).ToList())
            ShowAsLink(image);
        foreach (var link in document.Descendants<LinkInline>())
            Guard(link, link.Url, () => link.Url = "");
        foreach (var link in document.Descendants<AutolinkInline>())
            Guard(link, link.IsEmail ? $"mailto:{link.Url}" : link.Url, () => link.Url = "");
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = Math.Min(6, heading.Level + 2);
        foreach (var block in document.Descendants<LeafBlock>())
            block.GetAttributes().AddPropertyIfNotExist("dir", "auto");

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>The policy loads no picture from elsewhere, and a picture would tell its host who reads when.</summary>
    private static void ShowAsLink(LinkInline image) => image.IsImage = false;

    private static void Guard(MarkdownObject link, string? url, Action drop)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme))
            link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
        else
            drop();
    }
}
