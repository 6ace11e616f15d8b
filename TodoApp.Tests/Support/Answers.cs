using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TodoApp.Contracts;

namespace TodoApp.Tests.Support;

/// <summary>Reads answers strictly: the status must be the one asked for, and a problem must have its code.</summary>
internal static class Answers
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Reads the body after checking the status.</summary>
    public static async Task<T> Expect<T>(this HttpResponseMessage answer, HttpStatusCode status)
    {
        await answer.Expect(status);
        return await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options, Ct)
            ?? throw new InvalidOperationException("The body is null.");
    }

    /// <summary>Checks the status; the failure shows the body.</summary>
    public static async Task Expect(this HttpResponseMessage answer, HttpStatusCode status)
    {
        if (answer.StatusCode != status)
            Assert.Fail($"Expected {(int)status}, got {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Ct)}");
    }

    /// <summary>Checks that the answer is this problem, whole: media type, status, code, correlation id.</summary>
    public static async Task<JsonElement> ExpectProblem(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        await answer.Expect(status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("correlationId").GetString()));
        return problem;
    }
}
