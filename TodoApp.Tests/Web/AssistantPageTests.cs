using System.Net;
using AngleSharp.Html.Dom;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Web;

/// <summary>Talking to the assistant with forms alone.</summary>
[Trait("Kind", "Web")]
public sealed class AssistantPageTests(AssistantHost host) : IClassFixture<AssistantHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ScriptedModel Model => host.Model;

    [Fact]
    public async Task What_is_said_is_answered_in_a_conversation_of_its_own()
    {
        using var member = await host.NewMember();
        Model.Follow(Reply.Say("Hello **you**.\n\n- one\n- two"));

        var page = await member.Say("Hi there\nand hello");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.StartsWith("/assistant/", page.Path, StringComparison.Ordinal);
        Assert.EndsWith("#latest", page.Path, StringComparison.Ordinal);
        Assert.Equal(["Hi there\nand hello"], page.Said());
        Assert.Equal("you", page.One(".answer-text strong").TextContent);
        Assert.Equal(2, page.Document.QuerySelectorAll(".answer-text li").Length);
        Assert.Empty(page.Document.QuerySelectorAll("[data-answer-undo]"));
    }

    [Fact]
    public async Task What_is_said_next_goes_on_with_the_conversation()
    {
        using var member = await host.NewMember();
        Model.Follow(Reply.Say("First."), Reply.Say("Second."));
        var first = await member.Say("One");

        var second = await member.Submit(first.Composer(), ("message", "Two"));

        Assert.Equal(first.Conversation(), second.Conversation());
        Assert.Equal(["One", "Two"], second.Said());
        Assert.Equal(["First.", "Second."], second.Answers());
        Assert.Equal(["One"], (await member.Get("/assistant")).Texts(".assistant-others .row-name"));
    }

    [Fact]
    public async Task What_was_done_is_told_in_plain_words_and_undone_as_one()
    {
        using var member = await host.NewMember();
        Model.Follow(
            Reply.Call("add_todo", new { title = "Milk" }).AndCall("add_todo", new { title = "Bread" }).AndCall("list_lists", new { }),
            Reply.Say("Both are in your Inbox."));

        var page = await member.Say("Add milk and bread");
        var added = (await member.Get("/inbox")).Titles;
        var undone = await member.Submit((IHtmlFormElement)page.One("[data-answer-undo]"));

        Assert.Equal(["Added a todo", "Added a todo", "Looked at your lists"], page.Steps());
        Assert.Equal(["Milk", "Bread"], page.Texts(".step-subject"));
        Assert.Equal(["Bread", "Milk"], added.Order());
        Assert.Equal(page.Conversation(), undone.Conversation());
        Assert.Equal("Undone.", undone.Notice);
        Assert.Equal(["Undone."], undone.Texts(".answer-undone"));
        Assert.Empty(undone.Document.QuerySelectorAll("[data-answer-undo]"));
        Assert.Empty((await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task What_failed_is_said_to_have_failed()
    {
        using var member = await host.NewMember();
        Model.Follow(Reply.Call("complete_todo", new { id = Guid.NewGuid() }), Reply.Say("I cannot find it."));

        var page = await member.Say("Complete it");

        Assert.Equal(["Could not complete a todo"], page.Steps());
        Assert.NotEmpty(page.Document.QuerySelectorAll("[data-step=failed]"));
        Assert.DoesNotContain("not_found:", page.One(".steps").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_steps_fold_once_they_are_over()
    {
        using var member = await host.NewMember();
        var reply = Reply.Call("list_tags", new { });
        for (var i = 0; i < 5; i++)
            reply.AndCall("list_lists", new { });
        Model.Follow(reply, Reply.Say("Done."));

        var page = await member.Say("Look around");

        Assert.Equal("Took 6 steps", page.One(".steps-all summary").TextContent.Trim());
        Assert.Equal(6, page.Steps().Count);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_says_it_once()
    {
        using var member = await host.NewMember();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Done."));
        var form = (await member.Get("/assistant")).Composer();

        var first = await member.Submit(form, ("message", "Add milk"));
        var again = await member.Submit(form, ("message", "Add milk"));

        Assert.Equal(first.Conversation(), again.Conversation());
        Assert.Equal(["Add milk"], again.Said());
        Assert.Equal(["Milk"], (await member.Get("/inbox")).Titles);
    }

    [Theory]
    [InlineData("", "Write what the assistant should do.")]
    [InlineData("long", "At most 4,000 characters")]
    public async Task What_cannot_be_said_is_explained_and_kept(string kind, string complaint)
    {
        using var member = await host.NewMember();
        var message = kind == "long" ? new string('x', 4_001) : "";

        var page = await member.Say(message);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(complaint, Assert.Single(page.Complaints), StringComparison.Ordinal);
        Assert.Equal(message, ((IHtmlTextAreaElement)page.One("#message")).Value);
    }

    [Fact]
    public async Task A_model_that_fails_is_told_in_words_and_the_message_is_in_the_conversation()
    {
        using var member = await host.NewMember();
        Model.Follow(Reply.Status(400));

        var page = await member.Say("Hello?");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(["Hello?"], page.Said());
        Assert.Contains("language model", Assert.Single(page.Answers()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_example_is_put_into_the_field_to_be_sent_or_changed()
    {
        using var member = await host.NewMember();
        var start = await member.Get("/assistant");

        var page = await member.Get(start.One("[data-say]").GetAttribute("href")!);

        Assert.Equal(start.One("[data-say]").TextContent, ((IHtmlTextAreaElement)page.One("#message")).Value);
    }

    [Fact]
    public async Task A_conversation_is_renamed_exported_and_deleted()
    {
        using var member = await host.NewMember();
        Model.Follow(Reply.Say("Of course."));
        var path = (await member.Say("Help me with the garden")).Conversation();

        var renamed = await member.Submit((await member.Get(path)).Form($"{path}/rename"), ("title", "Garden"));
        var nameless = await member.Submit(renamed.Form($"{path}/rename"), ("title", "  "));
        var text = await member.Get($"{path}/export?format=markdown");
        var json = await member.Get($"{path}/export?format=json");
        var asked = await member.Get($"{path}/delete");
        var deleted = await member.Submit(asked.Form($"{path}/delete"));

        Assert.Equal(("Saved Garden", "Garden"), (renamed.Notice, renamed.Heading));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nameless.Status);
        Assert.Equal("Give the conversation a name.", Assert.Single(nameless.Complaints));
        Assert.Contains("Of course.", text.Html, StringComparison.Ordinal);
        Assert.Contains("\"Garden\"", json.Html, StringComparison.Ordinal);
        Assert.Equal("/assistant", deleted.Path);
        Assert.Equal("Deleted for good: Garden", deleted.Notice);
        Assert.Equal(HttpStatusCode.NotFound, (await member.Get(path)).Status);
    }

    [Fact]
    public async Task Nobody_reaches_the_conversation_of_somebody_else()
    {
        using var alice = await host.NewMember();
        using var bob = await host.NewMember();
        Model.Follow(Reply.Say("Hello Alice."));
        var path = (await alice.Say("My secret")).Conversation();
        Dictionary<string, string> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(f => f.Name, f => f.Value);

        WebPage[] pages =
        [
            await bob.Get(path), await bob.Get($"{path}/delete"), await bob.Get($"{path}/export"),
            await bob.Post($"{path}/rename", Fields(("title", "Mine"))), await bob.Post($"{path}/delete", []),
            await bob.Post($"{path}/consents/{Guid.NewGuid()}", Fields(("decision", "approve"))),
            await bob.Post("/assistant", Fields(("message", "Let me in"), ("conversation", path.Split('/')[^1]))),
        ];

        Assert.All(pages, page => Assert.Equal(HttpStatusCode.NotFound, page.Status));
        Assert.All(pages, page => Assert.DoesNotContain("secret", page.Html, StringComparison.Ordinal));
        Assert.Equal("Let me in", ((IHtmlTextAreaElement)pages[^1].One("#message")).Value);
        Assert.Equal(["My secret"], (await alice.Get(path)).Said());
    }

    [Fact]
    public async Task Whoever_is_signed_out_keeps_what_they_typed()
    {
        using var member = await host.NewMember();
        var form = (await member.Get("/assistant")).Composer();
        member.Session = null;

        var page = await member.Submit(form, ("message", "A long thought"));

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Equal("A long thought", ((IHtmlTextAreaElement)page.One("#kept-message")).Value);
    }

    [Fact]
    public async Task Another_site_can_neither_say_nor_decide_anything()
    {
        using var member = await host.NewMember();
        Model.Follow(Reply.Call("add_todo", new { title = "Forged" }), Reply.Say("Done."));
        string[] routes = ["/assistant", $"/assistant/{Guid.NewGuid()}/consents/{Guid.NewGuid()}", $"/assistant/{Guid.NewGuid()}/delete"];

        foreach (var route in routes)
        {
            using var request = member.Form(route, new Dictionary<string, string> { ["message"] = "Add it", ["decision"] = "approve" });
            request.Headers.Remove("Sec-Fetch-Site");
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            using var answer = await member.Send(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Empty((await member.Get("/inbox")).Titles);
        Assert.Empty((await member.Get("/assistant")).Texts(".assistant-others .row-name"));
    }

    [Fact]
    public async Task Markup_of_a_model_or_in_a_title_does_nothing()
    {
        using var member = await host.NewMember();
        const string markup = "<img src=x onerror=alert(1)><script>alert(1)</script>";
        Model.Follow(
            Reply.Call("add_todo", new { title = markup }),
            Reply.Say($"{markup} [click](javascript:alert(1)) ![pixel](https://evil.example/p.png)"));

        var page = await member.Say(markup);

        Assert.Equal([markup], page.Said());
        Assert.Empty(page.Document.QuerySelectorAll(".messages :is(script, img)"));
        Assert.DoesNotContain(page.Document.QuerySelectorAll(".messages a"), a => a.GetAttribute("href")!.StartsWith("javascript", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_gets_the_answer_as_it_comes_drawn_by_the_server()
    {
        using var member = await host.NewMember();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Do", "ne."));
        using var request = member.Form("/assistant", new Dictionary<string, string> { ["message"] = "Add milk" });
        request.Headers.Add("Accept", "text/event-stream");

        using var answer = await member.Send(request);
        var text = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("event: started\ndata: {\"path\":\"/assistant/", text, StringComparison.Ordinal);
        Assert.EndsWith("event: end\ndata: {\"waits\":false}\n\n", text, StringComparison.Ordinal);
        Assert.Contains("Added a todo", text, StringComparison.Ordinal);
    }
}
