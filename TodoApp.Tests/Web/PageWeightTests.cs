using System.Net;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Web;

/// <summary>How much a first visit has to fetch.</summary>
[Trait("Kind", "Web")]
public sealed class PageWeightTests(WebHost host) : WebTest(host)
{
    private const int MostBytes = 60 * 1024;

    [Theory]
    [InlineData("/")]
    [InlineData("/today")]
    public async Task A_first_page_with_all_it_needs_is_at_most_60_KiB(string path)
    {
        using var member = await Host.NewMember();
        if (path == "/")
            member.Session = null;
        var page = await member.Get(path);
        var files = page.Document.QuerySelectorAll("link[href], script[src], use[href]")
            .Select(element => (element.GetAttribute("href") ?? element.GetAttribute("src"))!.Split('#')[0])
            .Distinct().ToList();

        var total = 0L;
        foreach (var file in files.Prepend(path))
            total += await CompressedBytes(member, file);

        TestContext.Current.AddAttachment("bytes", $"{path}: {total} bytes in {files.Count + 1} files");
        Assert.InRange(total, 5_000, MostBytes);
    }

    [Fact]
    public async Task Files_with_a_fingerprint_in_their_name_may_be_kept_for_ever()
    {
        using var visitor = Host.NewVisitor();
        var sheet = (await visitor.Get("/")).One("link[rel=stylesheet]").GetAttribute("href")!;

        var cached = (await visitor.Get(sheet)).Headers.CacheControl;

        Assert.True(cached?.MaxAge > TimeSpan.FromDays(300));
        Assert.Contains(cached!.Extensions, extension => extension.Name == "immutable");
    }

    private async Task<long> CompressedBytes(Visitor visitor, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Host.Address, path));
        request.Headers.Add("Accept-Encoding", "br, gzip");
        using var answer = await visitor.Send(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        return (await answer.Content.ReadAsByteArrayAsync(Ct)).LongLength;
    }
}
