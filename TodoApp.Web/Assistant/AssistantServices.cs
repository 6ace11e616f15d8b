namespace TodoApp.Web.Assistant;

/// <summary>Registers what the assistant's pages are made with.</summary>
internal static class AssistantServices
{
    public static void AddAssistant(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<AffectedLookup>();
        builder.Services.AddScoped<AnswerRelay>();
        builder.Services.AddScoped<AssistantAnswers>();
        builder.Services.AddScoped<ConversationViews>();
    }
}
