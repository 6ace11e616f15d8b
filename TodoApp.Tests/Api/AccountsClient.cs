using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>What tests of accounts do with a bare client.</summary>
internal static class AccountsClient
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes the client carry a bearer token.</summary>
    public static HttpClient As(this HttpClient client, string token)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Posts JSON to a path below <c>/api/v1</c>.</summary>
    public static Task<HttpResponseMessage> PostApi<T>(this HttpClient client, string path, T body) =>
        client.PostAsJsonAsync($"/api/v1/{path}", body, ContractJson.Options, Ct);

    /// <summary>Signs in.</summary>
    public static async Task<TokenResponse> LogIn(
        this HttpClient client, string email, string password = TestUser.Password, ClientKind kind = ClientKind.App)
    {
        using var answer = await client.PostApi("users/login", new LoginRequest(email, password, kind));
        return await answer.Expect<TokenResponse>(HttpStatusCode.OK);
    }
}
