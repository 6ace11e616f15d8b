using TodoApp.Api.Chat.Answers;
using TodoApp.Api.Chat.Conversations;
using TodoApp.Api.Chat.Models;
using TodoApp.Api.Housekeeping;

namespace TodoApp.Api.Chat;

/// <summary>The assistant: conversations, the agent loop, and the models behind it.</summary>
internal static class ChatRegistration
{
    public static void AddChat(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<ChatOptions>().BindConfiguration(ChatOptions.Section).ValidateDataAnnotations();
        services.AddOptions<ChatOptions>().PostConfigure<IConfiguration>((options, configuration) =>
            options.ApiKey = string.IsNullOrWhiteSpace(options.ApiKey) ? configuration["OPENAI_API_KEY"] : options.ApiKey);
        services.AddSingleton<ChatTelemetry>();
        services.AddScoped<ConversationService>();
        services.AddSingleton<ConversationContext>();
        services.AddScoped<AnswerStart>();
        services.AddScoped<AnswerRecords>();
        services.AddScoped<ToolCalls>();
        services.AddScoped<AgentLoop>();
        services.AddScoped<AnswerMaker>();
        services.AddScoped<ChatService>();
        services.AddSingleton<AnswerStream>();
        services.AddHostedService<ChatWarmUp>();
        services.AddChore<SpendRetention>();
        services.AddChatModel();
    }

    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        routes.MapChatAnswers();
        routes.MapConversations();
    }
}
