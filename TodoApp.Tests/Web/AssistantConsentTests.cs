using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using TodoApp.Contracts;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Web;

/// <summary>Nothing is deleted before a person has allowed it, with forms alone.</summary>
[Trait("Kind", "Web")]
public sealed class AssistantConsentTests(AssistantHost host) : IClassFixture<AssistantHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_allowed_is_done_and_undone_with_the_answer()
    {
        using var member = await host.NewMember();
        await member.Add("Buy milk");

        var asked = await AskToDelete(member, "Buy milk");
        var untouched = (await member.Get("/inbox")).Titles;
        var done = await Decide(member, asked, "approve");
        var gone = (await member.Get("/inbox")).Titles;
        var undone = await member.Submit((IHtmlFormElement)done.One("[data-answer-undo]"));

        Assert.Contains("Buy milk", asked.One(".consent-question").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Buy milk"], asked.Texts(".consent-todos a"));
        Assert.Equal(["Buy milk"], untouched);
        Assert.Equal(asked.Conversation(), done.Conversation());
        Assert.Equal(["Moved a todo to the trash"], done.Steps());
        Assert.Contains("As you say.", Assert.Single(done.Answers()), StringComparison.Ordinal);
        Assert.Empty(gone);
        Assert.Equal("Undone.", undone.Notice);
        Assert.Equal(["Buy milk"], (await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task What_is_declined_is_not_done()
    {
        using var member = await host.NewMember();
        await member.Add("Buy milk");

        var asked = await AskToDelete(member, "Buy milk");
        var declined = await Decide(member, asked, "decline");

        Assert.Equal(["Did not move a todo to the trash"], declined.Steps());
        Assert.Empty(declined.Document.QuerySelectorAll("[data-consent], [data-answer-undo]"));
        Assert.Equal(["Buy milk"], (await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task A_question_is_answered_once()
    {
        using var member = await host.NewMember();
        await member.Add("Buy milk");
        var asked = await AskToDelete(member, "Buy milk");
        await Decide(member, asked, "decline");

        var late = await Decide(member, asked, "approve");

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("no longer open", Assert.Single(late.Complaints), StringComparison.Ordinal);
        Assert.Equal(["Buy milk"], (await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task Saying_something_else_drops_the_question()
    {
        using var member = await host.NewMember();
        await member.Add("Buy milk");
        var asked = await AskToDelete(member, "Buy milk");
        host.Model.Follow(Reply.Say("Never mind."));

        var next = await member.Submit(asked.Composer(), ("message", "Wait"));
        var late = await Decide(member, asked, "approve");

        Assert.Empty(next.Document.QuerySelectorAll("[data-consent]"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(["Buy milk"], (await member.Get("/inbox")).Titles);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    public async Task Anything_but_one_of_the_two_decides_nothing(string decision)
    {
        using var member = await host.NewMember();
        await member.Add("Buy milk");
        var asked = await AskToDelete(member, "Buy milk");

        var page = await Decide(member, asked, decision);

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Single(page.Document.QuerySelectorAll("[data-consent]"));
        Assert.Equal(["Buy milk"], (await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task The_token_of_a_question_is_on_no_page()
    {
        using var member = await host.NewMember();
        await member.Add("Buy milk");
        var asked = await AskToDelete(member, "Buy milk");
        var conversation = asked.Conversation().Split('/')[^1];
        using var request = member.Form("/assistant", new Dictionary<string, string> { ["message"] = "Go on", ["conversation"] = conversation });
        request.Headers.Add("Accept", "text/event-stream");
        using var streamed = await member.Send(request);

        var html = asked.Html + await streamed.Content.ReadAsStringAsync(Ct);

        var token = await TokenOf(member, asked.Conversation());

        Assert.Contains("data-consent", html, StringComparison.Ordinal);
        Assert.DoesNotContain(token, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_can_decide()
    {
        using var alice = await host.NewMember();
        using var bob = await host.NewMember();
        await alice.Add("Buy milk");
        var asked = await AskToDelete(alice, "Buy milk");

        var refused = await Decide(bob, asked, "approve");

        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Equal(["Buy milk"], (await alice.Get("/inbox")).Titles);
    }

    /// <summary>What the API gives a session of the person for the question.</summary>
    private async Task<string> TokenOf(Visitor visitor, string conversation)
    {
        using var anonymous = host.Api.Anonymous();
        using var signedIn = await anonymous.PostAsJsonAsync(
            "/api/v1/users/login", new LoginRequest(visitor.Email, TestUser.Password), ContractJson.Options, Ct);
        using var person = new TestUser(host.Api.Address, await signedIn.Expect<TokenResponse>(HttpStatusCode.OK));
        var messages = await person.Messages(Guid.Parse(conversation.Split('/')[^1]));
        return messages[0].Consent!.Token;
    }

    private static Task<WebPage> Decide(Visitor visitor, WebPage asked, string decision) =>
        visitor.Submit((IHtmlFormElement)asked.One("form[data-decision]"), ("decision", decision));

    /// <summary>Has the model ask for a todo to be deleted; once that is decided it has the last word.</summary>
    private async Task<WebPage> AskToDelete(Visitor visitor, string title)
    {
        var id = (await visitor.Get("/inbox")).PathTo(title).Split('/', '?')[2];
        host.Model.Follow(asked => asked.Results.Count == 0 ? Reply.Call("delete_todo", new { id }) : Reply.Say("As you say."));
        return await visitor.Say("Throw it away");
    }
}
