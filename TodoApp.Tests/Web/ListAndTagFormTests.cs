using System.Net;
using AngleSharp.Html.Dom;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>Everything one can do to lists and tags, with forms alone.</summary>
[Trait("Kind", "Web")]
public sealed class ListAndTagFormTests(WebHost host) : WebTest(host)
{
    [Fact]
    public async Task A_new_list_opens_and_what_is_added_there_stays_in_it()
    {
        using var member = await Host.NewMember();

        var path = await member.AddList("Garden");
        var page = await member.Add("Water the tomatoes", path);

        Assert.Equal("Garden", page.Heading);
        Assert.Equal(["Water the tomatoes"], page.Titles);
        Assert.Contains("Garden", page.Texts("#nav .nav-name"));
        Assert.Empty((await member.Get("/inbox")).Titles);
    }

    [Fact]
    public async Task A_list_can_be_renamed_and_coloured()
    {
        using var member = await Host.NewMember();
        var path = await member.AddList("Gardn");

        var edit = await member.Get($"{path}/edit");
        var saved = await member.Submit(edit.Form(path), ("name", "Garden"), ("color", "green"));

        Assert.Equal("Saved Garden", saved.Notice);
        Assert.Equal("Garden", saved.Heading);
        Assert.Contains("color-green", saved.One("#nav a[aria-current]").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_said_at_the_field_with_the_input_kept()
    {
        using var member = await Host.NewMember();
        await member.AddList("Garden");

        var page = await member.Submit((await member.Get("/lists")).Form("/lists"), ("name", "garden"), ("color", "teal"));

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.NotEmpty(page.Complaints);
        Assert.Equal("garden", page.One("#list-name").GetAttribute("value"));
        Assert.True(((IHtmlInputElement)page.One("input[value=teal]")).IsChecked);
    }

    [Fact]
    public async Task An_archived_list_is_out_of_the_way_until_it_is_taken_out()
    {
        using var member = await Host.NewMember();
        var path = await member.AddList("Old project");

        var edit = await member.Get($"{path}/edit");
        var archived = await member.Submit(edit.Form($"{path}/archive"));
        var back = await member.Submit(archived.Form($"{path}/unarchive"));

        Assert.DoesNotContain("Old project", archived.Texts("#nav .nav-name"));
        Assert.Contains("Old project", back.Texts("#nav .nav-name"));
    }

    [Fact]
    public async Task A_deleted_list_takes_its_todos_along_and_the_notice_brings_all_back()
    {
        using var member = await Host.NewMember();
        var path = await member.AddList("Garden");
        await member.Add("Water the tomatoes", path);

        var edit = await member.Get($"{path}/edit");
        var deleted = await member.Submit(edit.Form($"{path}/delete"));
        var trash = await member.Get("/trash");
        var gone = await member.Get(path);
        var restored = await member.Submit((IHtmlFormElement)deleted.One("#toasts form"));

        Assert.Equal("Moved to the trash: Garden", deleted.Notice);
        Assert.Contains("Garden", trash.Titles);
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        Assert.Equal(path, restored.Path);
        Assert.Equal(["Water the tomatoes"], restored.Titles);
    }

    [Fact]
    public async Task A_tag_is_made_by_writing_it_and_has_a_page_of_its_own()
    {
        using var member = await Host.NewMember();

        await member.Add("Call Ada", "/inbox", ("tags", "phone"));
        var page = await member.Get("/tags/phone");

        Assert.Equal("phone", page.Heading);
        Assert.Equal(["Call Ada"], page.Titles);
        Assert.Contains("phone", page.Texts("#nav .nav-name"));
    }

    [Fact]
    public async Task A_renamed_tag_keeps_its_todos()
    {
        using var member = await Host.NewMember();
        await member.Add("Call Ada", "/inbox", ("tags", "fone"));

        var edit = await member.Get("/tags/fone/edit");
        var saved = await member.Submit(edit.Form("/tags/fone"), ("name", "#phone"), ("color", "blue"));

        Assert.Equal("/tags/phone", saved.Path);
        Assert.Equal(["Call Ada"], saved.Titles);
    }

    [Fact]
    public async Task A_deleted_tag_leaves_the_todos_alone()
    {
        using var member = await Host.NewMember();
        await member.Add("Call Ada", "/inbox", ("tags", "phone"));

        var edit = await member.Get("/tags/phone/edit");
        var deleted = await member.Submit(edit.Form("/tags/phone/delete"));

        Assert.Equal("Tag deleted: phone", deleted.Notice);
        Assert.DoesNotContain("phone", deleted.Texts("#nav .nav-name"));
        Assert.Equal(["Call Ada"], (await member.Get("/inbox")).Titles);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task A_name_no_tag_can_have_is_refused_at_its_field(string name)
    {
        using var member = await Host.NewMember();

        var page = await member.Submit((await member.Get("/tags")).Form("/tags"), ("name", name));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.Texts("#tag-name-error"));
        Assert.Equal(name, page.One("#tag-name").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_list_changed_elsewhere_meanwhile_is_not_overwritten_unseen()
    {
        using var member = await Host.NewMember();
        var path = await member.AddList("Garden");
        var mine = await member.Get($"{path}/edit");
        await member.Submit((await member.Get($"{path}/edit")).Form(path), ("name", "Allotment"));

        var conflict = await member.Submit(mine.Form(path), ("name", "Back yard"));
        var saved = await member.Submit(conflict.Form(path));

        Assert.Equal(HttpStatusCode.PreconditionFailed, conflict.Status);
        Assert.Contains("Allotment", conflict.One(".alert").TextContent, StringComparison.Ordinal);
        Assert.Equal("Back yard", conflict.One("#list-name").GetAttribute("value"));
        Assert.Equal("Back yard", saved.Heading);
    }
}
