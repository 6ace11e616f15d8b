using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>Everything one can do to one's account, with forms alone.</summary>
[Trait("Kind", "Web")]
public sealed class AccountFormTests(WebHost host) : WebTest(host)
{
    private const string Another = "a horse of another colour";

    [Fact]
    public async Task Name_and_time_zone_can_be_changed()
    {
        using var member = await Host.NewMember();

        var form = (await member.Get("/account")).Form("/account");
        var saved = await member.Submit(form, ("displayName", "Zoë"), ("timeZone", "Asia/Tokyo"));

        Assert.StartsWith("Saved", saved.Notice, StringComparison.Ordinal);
        Assert.Equal("Zoë", saved.One(".account-name").TextContent);
        Assert.Equal("Asia/Tokyo", saved.One("#time-zone option[selected]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_zone_that_does_not_exist_is_refused_at_its_field()
    {
        using var member = await Host.NewMember();

        var form = (await member.Get("/account")).Form("/account");
        var page = await member.Submit(form, ("timeZone", "Mars/Olympus"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.Texts("#time-zone-error"));
    }

    [Fact]
    public async Task The_theme_is_drawn_by_the_server_so_that_nothing_flashes()
    {
        using var member = await Host.NewMember();

        var form = (await member.Get("/account/appearance")).Form("/account/appearance");
        var saved = await member.Submit(form, ("theme", "dark"));

        Assert.Equal("dark", saved.One("html").GetAttribute("data-theme"));
        Assert.Equal("dark", saved.One("meta[name=color-scheme]").GetAttribute("content"));
        Assert.Equal("dark", (await member.Get("/signin")).One("html").GetAttribute("data-theme"));
    }

    [Fact]
    public async Task Shortcuts_can_be_switched_off()
    {
        using var member = await Host.NewMember();

        var form = (await member.Get("/account/appearance")).Form("/account/appearance");
        ((IHtmlInputElement)form.QuerySelector("[name=shortcuts]")!).IsChecked = false;
        var saved = await member.Submit(form);

        Assert.Equal("off", saved.One("body").GetAttribute("data-shortcuts"));
    }

    [Fact]
    public async Task A_new_password_replaces_the_old_one_and_ends_other_sessions()
    {
        using var member = await Host.NewMember();
        var elsewhere = member.Session;
        await member.SignIn();

        var form = (await member.Get("/account/security")).Form("/account/password");
        var changed = await member.Submit(form, ("currentPassword", TestUser.Password), ("newPassword", Another));
        var refused = await member.SignIn();
        var back = await member.SignIn(Another);
        member.Session = elsewhere;
        var ended = await member.Get("/today");

        Assert.StartsWith("Your password is changed", changed.Notice, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Equal("/today", back.Path);
        Assert.StartsWith("/signin", ended.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_current_password_is_said_at_its_field_and_does_not_sign_out()
    {
        using var member = await Host.NewMember();

        var form = (await member.Get("/account/security")).Form("/account/password");
        var page = await member.Submit(form, ("currentPassword", "not my password"), ("newPassword", Another));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("This is not the account's password.", page.Complaints);
        Assert.Equal(HttpStatusCode.OK, (await member.Get("/today")).Status);
    }

    [Fact]
    public async Task A_session_elsewhere_can_be_ended()
    {
        using var member = await Host.NewMember();
        var elsewhere = member.Session;
        await member.SignIn();

        var page = await member.Get("/account/security");
        var ended = await member.Submit((IHtmlFormElement)page.One("form[action$='/end']"));
        member.Session = elsewhere;

        Assert.StartsWith("Signed out on", ended.Notice, StringComparison.Ordinal);
        Assert.Empty(ended.Document.QuerySelectorAll("form[action$='/end']"));
        Assert.StartsWith("/signin", (await member.Get("/today")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_token_is_shown_once_works_and_can_be_revoked()
    {
        using var member = await Host.NewMember();
        await member.Add("Buy milk");

        var form = (await member.Get("/account/tokens")).Form("/account/tokens");
        var created = await member.Submit(form, ("name", "Backup script"));
        var token = created.One("[data-secret]").TextContent;
        var listed = await member.Get("/account/tokens");
        var works = await Status(token);
        var revoked = await member.Submit(listed.FormOf("Revoke: Backup script"));

        Assert.DoesNotContain(token, listed.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, works);
        Assert.Equal("Token revoked: Backup script", revoked.Notice);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(token));
    }

    [Fact]
    public async Task The_page_with_a_secret_on_it_is_not_compressed()
    {
        using var member = await Host.NewMember();
        using var request = member.Form("/account/tokens", new Dictionary<string, string> { ["name"] = "Backup", ["access"] = "read" });
        request.Headers.Add("Accept-Encoding", "br, gzip");

        using var answer = await member.Send(request);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Everything_can_be_downloaded_as_one_file()
    {
        using var member = await Host.NewMember();
        await member.Add("Buy milk");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Host.Address, "/account/export"));

        using var answer = await member.Send(request);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("todoapp-export.json", answer.Content.Headers.ContentDisposition?.FileName);
        using var export = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains("Buy milk", export.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_downloaded_can_be_brought_into_another_account()
    {
        using var member = await Host.NewMember();
        await member.Add("Buy milk");
        var file = (await member.Get("/account/export")).Html;
        using var other = await Host.NewMember();

        var imported = await other.Upload("/account/import", "file", file);

        Assert.Equal("Imported one todo", imported.Notice);
        Assert.Equal(["Buy milk"], (await other.Get("/today")).Titles);
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_file_that_is_no_export_is_refused_with_words_and_changes_nothing(string content)
    {
        using var member = await Host.NewMember();

        var page = await member.Upload("/account/import", "file", content);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.StartsWith("Nothing was imported.", page.Complaints[0], StringComparison.Ordinal);
        Assert.Empty((await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task Deleting_the_account_takes_the_password_and_leaves_nothing()
    {
        using var member = await Host.NewMember();

        var form = (await member.Get("/account/data")).Form("/account/delete");
        var refused = await member.Submit(form, ("password", "not my password"));
        var deleted = await member.Submit(form, ("password", TestUser.Password));
        var gone = await member.SignIn();

        Assert.Contains("This is not the account's password.", refused.Complaints);
        Assert.Equal("Your account and everything in it are gone.", deleted.Notice);
        Assert.Null(member.Session);
        Assert.Equal(HttpStatusCode.Unauthorized, gone.Status);
    }

    private async Task<HttpStatusCode> Status(string token)
    {
        using var http = Host.Api.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await http.GetAsync("/api/v1/validate-token", Ct);
        return answer.StatusCode;
    }
}
