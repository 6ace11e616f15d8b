namespace TodoApp.AppHost;

/// <summary>The language model that the assistant uses.</summary>
internal static class ChatModel
{
    private const string Parameter = "openai-api-key";

    /// <summary>
    /// Gives the API the key of a language model. Here that is <c>Parameters:openai-api-key</c> or <c>OPENAI_API_KEY</c>, and
    /// without either the built-in interpreter answers; what is published has a parameter, which may be left empty.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithChatModel(
        this IResourceBuilder<ProjectResource> api, IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
            return api.WithEnvironment("Chat__ApiKey", builder.AddParameter(Parameter, secret: true));

        // The other settings of Chat: reach the API in the environment of the AppHost, which it inherits.
        var key = builder.Configuration[$"Parameters:{Parameter}"] ?? builder.Configuration["Parameters:openai_api_key"]
            ?? builder.Configuration["OPENAI_API_KEY"];
        return string.IsNullOrWhiteSpace(key)
            ? api
            : api.WithEnvironment("Chat__ApiKey", builder.AddParameter(Parameter, key, secret: true));
    }
}
